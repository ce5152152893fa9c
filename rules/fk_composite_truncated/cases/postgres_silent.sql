-- engine: postgres
CREATE TABLE room (
    site_id integer NOT NULL,
    room_no integer NOT NULL UNIQUE,
    PRIMARY KEY (site_id, room_no)
);
CREATE TABLE desk (
    desk_id integer PRIMARY KEY,
    site_id integer NOT NULL,
    room_no integer NOT NULL,
    -- Unique by itself.
    FOREIGN KEY (room_no) REFERENCES room (room_no) ON UPDATE CASCADE
);
CREATE INDEX ON desk (room_no);
-- A mirrored row.
CREATE TABLE distance (
    a integer NOT NULL,
    b integer NOT NULL,
    PRIMARY KEY (a, b),
    FOREIGN KEY (b, a) REFERENCES distance (a, b) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON distance (b, a);
-- The child has no column for the rest: another finding.
CREATE TABLE shelf (site_id integer NOT NULL, shelf_no integer NOT NULL, PRIMARY KEY (site_id, shelf_no));
CREATE TABLE book (
    book_id integer PRIMARY KEY,
    shelf_no integer NOT NULL REFERENCES shelf (shelf_no) -- ~ fk-parent-not-unique
);
CREATE INDEX ON book (shelf_no);
