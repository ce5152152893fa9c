-- engine: postgres
CREATE TABLE customer (
    customer_id integer PRIMARY KEY,
    note text DEFAULT 'a ( that is never closed, in a string'
);
GRANT SELECT ON customer TO reader;
COMMENT ON TABLE customer IS 'who buys';
ALTER TABLE customer OWNER TO shop;
ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
SELECT 1;
