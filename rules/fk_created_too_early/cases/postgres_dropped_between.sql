-- engine: postgres
-- It was there, and is gone when it is needed.
CREATE TABLE author (author_id integer PRIMARY KEY);
DROP TABLE author;
CREATE TABLE book (
    book_id integer PRIMARY KEY,
    author_id integer REFERENCES author (author_id) -- ~ fk-created-too-early
);
CREATE TABLE author (author_id integer PRIMARY KEY);
CREATE INDEX book_author ON book (author_id);
