-- engine: postgres
CREATE TABLE account (account_id integer NOT NULL PRIMARY KEY);
CREATE TABLE payment (
    payment_id integer NOT NULL PRIMARY KEY,
    source_id integer NOT NULL,
    target_id integer NOT NULL,
    CONSTRAINT of_account FOREIGN KEY (source_id) REFERENCES account (account_id)
);
CREATE INDEX ON payment (source_id);
CREATE INDEX ON payment (target_id);
ALTER TABLE payment ADD CONSTRAINT of_account FOREIGN KEY (target_id) REFERENCES account (account_id); -- ~ fk-name-taken "another foreign key of the table"
ALTER TABLE payment DROP CONSTRAINT of_account;
ALTER TABLE payment ADD CONSTRAINT of_account FOREIGN KEY (source_id) REFERENCES account (account_id);
