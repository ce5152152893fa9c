-- engine: sqlite
-- Accepted: the parent only has to be there when rows are written.
CREATE TABLE book (
    book_id INTEGER PRIMARY KEY,
    author_id INTEGER REFERENCES author (author_id)
);
CREATE TABLE author (author_id INTEGER PRIMARY KEY);
CREATE INDEX book_author ON book (author_id);
