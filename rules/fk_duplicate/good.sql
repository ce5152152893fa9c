-- engine: postgres
CREATE TABLE author (author_id integer PRIMARY KEY);

CREATE TABLE book (
    book_id integer PRIMARY KEY,
    author_id integer NOT NULL REFERENCES author (author_id) ON DELETE CASCADE,
    editor_id integer REFERENCES author
);
CREATE INDEX ON book (author_id);
CREATE INDEX ON book (editor_id);
