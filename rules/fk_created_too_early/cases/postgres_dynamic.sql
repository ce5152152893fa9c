-- engine: postgres
-- What stands in a DO block may run, or not.
DO $$
BEGIN
    CREATE TABLE book (
        book_id integer PRIMARY KEY,
        author_id integer CONSTRAINT fk_author REFERENCES author (author_id)
    );
    CREATE INDEX book_author ON book (author_id);
END
$$;
CREATE TABLE author (author_id integer PRIMARY KEY);
