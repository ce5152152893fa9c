-- engine: mysql 9.7
-- The update comes back to the table where it began: error 1062.
CREATE TABLE person (email VARCHAR(80) NOT NULL PRIMARY KEY);
CREATE TABLE account (
    email VARCHAR(80) NOT NULL PRIMARY KEY,
    CONSTRAINT account_person FOREIGN KEY (email) REFERENCES person (email)
);
ALTER TABLE person ADD CONSTRAINT person_account FOREIGN KEY (email) REFERENCES account (email); -- ~ fk-cycle-unbreakable
