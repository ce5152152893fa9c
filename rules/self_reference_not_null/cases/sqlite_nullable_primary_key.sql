-- engine: sqlite
-- A composite primary key of a rowid table takes NULL in columns that are not declared NOT NULL.
CREATE TABLE version (
    version_id INTEGER NOT NULL UNIQUE,
    previous_id INTEGER REFERENCES version (version_id),
    PRIMARY KEY (previous_id, version_id)
);
