-- engine: postgres
CREATE TABLE writer (author_id integer PRIMARY KEY);
ALTER TABLE writer RENAME TO author;
CREATE TABLE book (
    book_id integer PRIMARY KEY,
    author_id integer REFERENCES author (author_id)
);
CREATE INDEX book_author ON book (author_id);
