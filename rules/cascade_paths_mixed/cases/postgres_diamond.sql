-- engine: postgres
CREATE TABLE tenant (tenant_id integer NOT NULL PRIMARY KEY);
CREATE TABLE room (
    tenant_id integer NOT NULL REFERENCES tenant (tenant_id) ON DELETE CASCADE,
    room_id integer NOT NULL,
    PRIMARY KEY (tenant_id, room_id)
);
CREATE TABLE person (
    tenant_id integer NOT NULL REFERENCES tenant (tenant_id) ON DELETE CASCADE,
    person_id integer NOT NULL,
    PRIMARY KEY (tenant_id, person_id)
);
-- Both ways are as long: a dump that is loaded makes the keys in another order.
CREATE TABLE desk (
    desk_id integer NOT NULL PRIMARY KEY,
    tenant_id integer NOT NULL,
    room_id integer NOT NULL,
    person_id integer NOT NULL,
    FOREIGN KEY (tenant_id, room_id) REFERENCES room (tenant_id, room_id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, person_id) -- ~ cascade-paths-mixed "hangs on the age of keys"
);
CREATE INDEX ON desk (tenant_id, room_id);
CREATE INDEX ON desk (tenant_id, person_id);
