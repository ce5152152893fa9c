-- engine: sqlite
CREATE TABLE person (person_id INTEGER NOT NULL PRIMARY KEY);
CREATE TABLE account (
    account_id INTEGER NOT NULL PRIMARY KEY,
    person_id INTEGER NOT NULL,
    CONSTRAINT account_person FOREIGN KEY (person_id) REFERENCES person (person_id)
);
CREATE INDEX account_person_ix ON account (person_id);
CREATE TABLE card (
    card_id INTEGER NOT NULL PRIMARY KEY,
    person_id INTEGER NOT NULL -- ~ reference-undeclared "rows of `card` need no `person`"
);
