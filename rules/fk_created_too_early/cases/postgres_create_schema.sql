-- engine: postgres
-- The tables of one CREATE SCHEMA statement are created in the order in which they are written.
CREATE SCHEMA archive
    CREATE TABLE page (
        page_id integer PRIMARY KEY,
        box_id integer CONSTRAINT fk_box REFERENCES archive.box (box_id) -- ~ fk-created-too-early
    )
    CREATE TABLE box (box_id integer PRIMARY KEY);
CREATE INDEX page_box ON archive.page (box_id);
