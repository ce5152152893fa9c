-- engine: sqlite
-- A tool that looks for each column by itself, in any index, stays silent here: both columns are in an index, and no index
-- begins with both.
CREATE TABLE shelf (
    room integer NOT NULL,
    number integer NOT NULL,
    PRIMARY KEY (room, number)
);

CREATE TABLE book (
    book_id integer PRIMARY KEY,
    title text NOT NULL,
    room integer NOT NULL,
    number integer NOT NULL,
    FOREIGN KEY (room, number) REFERENCES shelf (room, number) -- ~ fk-index-missing
);
CREATE INDEX book_by_room ON book (room);
CREATE INDEX book_by_title ON book (title, number);
