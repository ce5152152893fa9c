-- engine: postgres
CREATE TABLE author (
    author_id integer PRIMARY KEY
);

CREATE TABLE book (
    book_id integer PRIMARY KEY,
    -- fklint: allow(fk-index-missing) a handful of rows
    author_id integer NOT NULL REFERENCES author (author_id)
);
