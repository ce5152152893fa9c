-- engine: postgres
CREATE TABLE customer (
    customer_id integer PRIMARY KEY,
    parent_id integer REFERENCES customer (customer_id) ON DELETE SET NULL (parent_id)
);
CREATE INDEX customer_parent ON customer (parent_id);

CREATE TABLE invoice (
    invoice_id integer PRIMARY KEY,
    customer_id integer NOT NULL
        REFERENCES customer (customer_id) MATCH FULL ON UPDATE CASCADE ON DELETE CASCADE
        INITIALLY DEFERRED DEFERRABLE
);
CREATE INDEX invoice_customer ON invoice (customer_id);
