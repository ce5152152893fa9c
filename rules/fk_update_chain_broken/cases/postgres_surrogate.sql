-- engine: postgres
-- Many tools write ON UPDATE CASCADE everywhere: where the key never changes it says nothing.
CREATE TABLE person (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE staff (id bigint PRIMARY KEY REFERENCES person (id) ON UPDATE CASCADE);
CREATE TABLE shift (
    shift_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    staff_id bigint NOT NULL REFERENCES staff (id)
);
CREATE INDEX ON shift (staff_id);
