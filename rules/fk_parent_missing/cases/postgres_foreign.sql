-- engine: postgres
CREATE FOREIGN DATA WRAPPER elsewhere;
CREATE SERVER billing FOREIGN DATA WRAPPER elsewhere;
CREATE FOREIGN TABLE account (id integer NOT NULL) SERVER billing;
CREATE TABLE session (
    id integer PRIMARY KEY,
    account_id integer REFERENCES account (id) -- ~ fk-parent-missing "whose rows lie elsewhere"
);
CREATE INDEX ON session (account_id);
