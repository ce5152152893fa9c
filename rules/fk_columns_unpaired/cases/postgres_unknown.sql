-- engine: postgres
-- The columns of this table are not known, nor is its key.
CREATE TABLE account AS SELECT 1 AS tenant_id, 2 AS account_id;
CREATE TABLE payment (
    payment_id integer PRIMARY KEY,
    account_id integer NOT NULL REFERENCES account
);
CREATE INDEX ON payment (account_id);
-- This one had another primary key when the foreign key was made, and lost it with CASCADE.
CREATE TABLE shop (shop_id integer PRIMARY KEY, region_id integer NOT NULL);
CREATE TABLE till (till_id integer PRIMARY KEY, shop_id integer NOT NULL REFERENCES shop);
CREATE INDEX ON till (shop_id);
ALTER TABLE shop DROP CONSTRAINT shop_pkey CASCADE;
ALTER TABLE shop ADD PRIMARY KEY (region_id, shop_id);
