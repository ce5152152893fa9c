-- engine: postgres
CREATE TABLE author (author_id integer PRIMARY KEY);

CREATE TABLE book (
    book_id integer PRIMARY KEY,
    author_id integer NOT NULL REFERENCES author (author_id),
    editor_id integer REFERENCES author
);
CREATE INDEX ON book (author_id);
CREATE INDEX ON book (editor_id);
ALTER TABLE book ADD CONSTRAINT book_author FOREIGN KEY (author_id) REFERENCES author (author_id) ON DELETE CASCADE; -- ~ fk-duplicate "ON DELETE CASCADE of `book_author` has no effect: `book_author_id_fkey`"
ALTER TABLE book ADD FOREIGN KEY (editor_id) REFERENCES author (author_id); -- ~ fk-duplicate "`book_editor_id_fkey1` repeats `book_editor_id_fkey`"
