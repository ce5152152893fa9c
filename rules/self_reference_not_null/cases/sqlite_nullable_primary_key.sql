-- engine: sqlite
-- A composite primary key of a rowid table takes NULL in columns that are not declared NOT NULL.
CREATE TABLE version (
    number INTEGER NOT NULL UNIQUE,
    previous INTEGER REFERENCES version (number),
    PRIMARY KEY (previous, number)
);
