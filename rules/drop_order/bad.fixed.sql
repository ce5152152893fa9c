-- engine: postgres
-- Authors are merged into persons; the old table goes while books still point at it.
CREATE TABLE author (
    author_id integer PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE book (
    book_id integer PRIMARY KEY,
    author_id integer NOT NULL,
    CONSTRAINT fk_book_author FOREIGN KEY (author_id) REFERENCES author (author_id)
);
CREATE INDEX ON book (author_id);

DROP TABLE book;
DROP TABLE author;
-- ~^ drop-order "`book` still references it"
