-- engine: postgres >=18
-- not written: the catalog does not keep WITHOUT OVERLAPS of a key
-- What PostgreSQL 18 adds.
CREATE EXTENSION btree_gist;
CREATE TABLE room (
    id int NOT NULL,
    valid daterange NOT NULL,
    label text,
    shout text GENERATED ALWAYS AS (upper(label)) VIRTUAL,
    CONSTRAINT room_pkey PRIMARY KEY (id, valid WITHOUT OVERLAPS)
);
CREATE TABLE booking (
    id int NOT NULL,
    room_id int,
    valid daterange,
    other_id int,
    CONSTRAINT booking_room FOREIGN KEY (room_id, PERIOD valid) REFERENCES room (id, PERIOD valid),
    CONSTRAINT booking_pkey PRIMARY KEY (id),
    CONSTRAINT booking_other FOREIGN KEY (other_id) REFERENCES booking (id) NOT ENFORCED
);
