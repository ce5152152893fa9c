-- engine: postgres
CREATE TABLE account (account_id integer PRIMARY KEY);
CREATE TABLE payment AS SELECT 1 AS payment_id, 2 AS account_id;
ALTER TABLE payment ADD FOREIGN KEY (account_id) REFERENCES account (account_id);
