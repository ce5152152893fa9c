-- engine: sqlite
CREATE TABLE author (
    author_id INTEGER PRIMARY KEY
);

CREATE TABLE book (
    book_id INTEGER PRIMARY KEY,
    author_id INTEGER
);
CREATE INDEX book_author ON book (author_id);

ALTER TABLE book ADD FOREIGN KEY (author_id) REFERENCES author (author_id) ON DELETE CASCADE; -- ~ fk-alter-refused "`book (author_id)` is refused"
