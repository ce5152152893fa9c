-- engine: sqlite
-- A tool that counts partial indexes as if they held all rows stays silent at the first two: rows outside of the condition
-- are looked for by reading the whole table.
CREATE TABLE customer (customer_id integer PRIMARY KEY);

CREATE TABLE invoice (
    invoice_id integer PRIMARY KEY,
    paid integer NOT NULL,
    customer_id integer NOT NULL REFERENCES customer (customer_id) -- ~ fk-index-missing
);
CREATE INDEX invoice_open ON invoice (customer_id) WHERE paid = 0;

-- The condition is about another column that may be NULL.
CREATE TABLE offer (
    offer_id integer PRIMARY KEY,
    sent_on date,
    customer_id integer REFERENCES customer (customer_id) -- ~ fk-index-missing
);
CREATE INDEX offer_sent ON offer (customer_id) WHERE sent_on IS NOT NULL;
