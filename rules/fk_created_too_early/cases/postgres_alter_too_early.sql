-- engine: postgres
CREATE TABLE book (
    book_id integer PRIMARY KEY,
    author_id integer
);
ALTER TABLE book ADD CONSTRAINT fk_author FOREIGN KEY (author_id) REFERENCES author (author_id); -- ~ fk-created-too-early "adding `fk_author` is refused"
CREATE TABLE author (author_id integer PRIMARY KEY);
CREATE INDEX book_author ON book (author_id);
