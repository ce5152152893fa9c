-- engine: postgres
-- What a former run may have left.
DROP TABLE IF EXISTS author;
DROP TABLE IF EXISTS book;

CREATE TABLE author (author_id integer PRIMARY KEY, mentor_id integer REFERENCES author (author_id));
CREATE TABLE book (book_id integer PRIMARY KEY, author_id integer NOT NULL REFERENCES author (author_id));
CREATE TABLE review (
    review_id integer PRIMARY KEY,
    book_id integer NOT NULL,
    CONSTRAINT fk_review_book FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- Child before parent.
CREATE TABLE old_series (series_id integer PRIMARY KEY);
CREATE TABLE old_volume (volume_id integer PRIMARY KEY, series_id integer REFERENCES old_series (series_id));
DROP TABLE old_volume;
DROP TABLE old_series;

-- The key before the table, both at once, and all that depends on it.
ALTER TABLE review DROP CONSTRAINT fk_review_book;
DROP TABLE author, book;
CREATE TABLE shelf (shelf_id integer PRIMARY KEY);
CREATE TABLE place (place_id integer PRIMARY KEY, shelf_id integer REFERENCES shelf (shelf_id));
CREATE INDEX ON place (shelf_id);
DROP TABLE shelf CASCADE;
