-- engine: sqlite
CREATE TABLE author (
    author_id INTEGER PRIMARY KEY
);

CREATE TABLE book (
    book_id INTEGER PRIMARY KEY,
    title TEXT NOT NULL
);

-- A column comes with its REFERENCES.
ALTER TABLE book ADD COLUMN author_id INTEGER REFERENCES author (author_id) ON DELETE SET NULL;
CREATE INDEX book_author ON book (author_id);
