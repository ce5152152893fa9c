-- engine: postgres
CREATE TABLE country (
    code text PRIMARY KEY
);
CREATE TABLE invoice (
    invoice_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    address jsonb NOT NULL,
    country text GENERATED ALWAYS AS (address ->> 'country') STORED,
    CONSTRAINT invoice_country_fkey FOREIGN KEY (country) REFERENCES country (code) -- ~ fk-generated-column "ON UPDATE CASCADE would write `invoice.country`"
);
CREATE INDEX ON invoice (country);
