-- engine: postgres
CREATE TABLE author (author_id integer PRIMARY KEY);

CREATE TABLE book (
    book_id integer PRIMARY KEY,
    author_id integer NOT NULL REFERENCES author (author_id),
    editor_id integer REFERENCES author
);
CREATE INDEX ON book (author_id);
CREATE INDEX ON book (editor_id);
-- ~ fk-duplicate "ON DELETE CASCADE of `book_author` has no effect: `book_author_id_fkey`"
-- ~ fk-duplicate "`book_editor_id_fkey1` repeats `book_editor_id_fkey`"
