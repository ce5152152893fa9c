-- engine: postgres
CREATE TABLE series (number integer PRIMARY KEY);
CREATE TABLE volume (
    -- 428C9: an identity column that is always generated can only be updated to DEFAULT.
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title text NOT NULL,
    CONSTRAINT volume_series FOREIGN KEY (number) REFERENCES series (number) -- ~ fk-column-auto-increment
);
CREATE TABLE domain (name text PRIMARY KEY);
CREATE TABLE mailbox (
    address text PRIMARY KEY,
    -- 42601: invalid ON UPDATE action for a generated column.
    domain text GENERATED ALWAYS AS (split_part(address, '@', 2)) STORED REFERENCES domain (name)
);
CREATE INDEX ON mailbox (domain);
