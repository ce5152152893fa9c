-- engine: postgres
CREATE TABLE visitor (
    visitor_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY
);
CREATE TABLE purchase (
    purchase_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    visitor_id bigint NOT NULL,
    CONSTRAINT purchase_visitor_fkey FOREIGN KEY (visitor_id)
        REFERENCES visitor (visitor_id) -- ~ fk-temporary-table "`purchase` is permanent, and `visitor` is unlogged"
);
CREATE INDEX ON purchase (visitor_id);
