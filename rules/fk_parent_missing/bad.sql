-- engine: postgres
CREATE TABLE customer (
    customer_id integer PRIMARY KEY,
    email text NOT NULL
);

CREATE TABLE invoice (
    invoice_id integer PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES custommer (customer_id) -- ~ fk-parent-missing "custommer"
);
CREATE INDEX ON invoice (customer_id);

CREATE TABLE payment (
    payment_id integer PRIMARY KEY,
    invoice_id integer NOT NULL REFERENCES invoice (invoice_number), -- ~ fk-parent-missing "invoice.invoice_number"
    paid_on date NOT NULL
);
CREATE INDEX ON payment (invoice_id);
