-- engine: sqlserver
CREATE TABLE person (person_id int NOT NULL PRIMARY KEY);
CREATE TABLE account (
    account_id int NOT NULL PRIMARY KEY,
    person_id int NOT NULL,
    CONSTRAINT account_person FOREIGN KEY (person_id) REFERENCES person (person_id)
);
CREATE INDEX account_person_ix ON account (person_id);
CREATE TABLE card (
    card_id int NOT NULL PRIMARY KEY,
    person_id int NOT NULL -- ~ reference-undeclared "rows of `card` need no `person`"
);
