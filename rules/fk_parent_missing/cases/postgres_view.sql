-- engine: postgres
CREATE TABLE account (id integer PRIMARY KEY, active boolean NOT NULL);
CREATE VIEW active_account AS SELECT * FROM account WHERE active;
CREATE TABLE session (
    id integer PRIMARY KEY,
    account_id integer REFERENCES active_account (id) -- ~ fk-parent-missing "view"
);
CREATE INDEX ON session (account_id);
