-- engine: postgres
CREATE TABLE customer (
    customer_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY
);
CREATE TABLE invoice (
    invoice_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint,
    total numeric(12, 2) NOT NULL,
    CONSTRAINT invoice_customer_fkey FOREIGN KEY (customer_id) REFERENCES customer (customer_id)
        ON DELETE SET NULL -- ~ fk-set-null-not-null "deleting a row of `customer` fails"
);
CREATE INDEX ON invoice (customer_id);
