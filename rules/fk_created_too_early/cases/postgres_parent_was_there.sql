-- engine: postgres
-- `author` held rows before: it is made anew, not made for the first time.
INSERT INTO author_backup SELECT * FROM author;
CREATE TABLE book (
    book_id integer PRIMARY KEY,
    author_id integer REFERENCES author (author_id)
);
CREATE TABLE IF NOT EXISTS author (author_id integer PRIMARY KEY);
CREATE INDEX book_author ON book (author_id);
