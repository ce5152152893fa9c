-- engine: postgres
CREATE TABLE author (
    author_id integer PRIMARY KEY
);

CREATE TABLE book (
    book_id integer PRIMARY KEY,
    author_id integer
);
CREATE INDEX book_author ON book (author_id);

ALTER TABLE book ADD CONSTRAINT book_author_fk FOREIGN KEY (author_id) REFERENCES author (author_id);
