-- engine: sqlite
CREATE TABLE customer (
    customer_id integer PRIMARY KEY,
    referred_by integer REFERENCES customer (customer_id)
);
CREATE INDEX customer_referred_by ON customer (referred_by);

CREATE TABLE invoice (
    invoice_id integer PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES customer (customer_id)
);
CREATE INDEX invoice_customer ON invoice (customer_id);

INSERT INTO customer VALUES (1, NULL), (2, 1), (3, 3);
INSERT INTO invoice VALUES (10, 1), (11, 2);
