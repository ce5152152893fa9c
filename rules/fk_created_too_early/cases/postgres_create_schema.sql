-- engine: postgres
-- One CREATE SCHEMA statement adds the foreign keys of its tables last.
CREATE SCHEMA archive
    CREATE TABLE page (
        page_id integer PRIMARY KEY,
        box_id integer CONSTRAINT fk_box REFERENCES archive.box (box_id)
    )
    CREATE TABLE box (box_id integer PRIMARY KEY);
CREATE INDEX page_box ON archive.page (box_id);
