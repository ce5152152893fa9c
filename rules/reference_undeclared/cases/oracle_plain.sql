-- engine: oracle
CREATE TABLE person (person_id NUMBER(10) NOT NULL PRIMARY KEY);
CREATE TABLE account (
    account_id NUMBER(10) NOT NULL PRIMARY KEY,
    person_id NUMBER(10) NOT NULL,
    CONSTRAINT account_person FOREIGN KEY (person_id) REFERENCES person (person_id)
);
CREATE INDEX account_person_ix ON account (person_id);
CREATE TABLE card (
    card_id NUMBER(10) NOT NULL PRIMARY KEY,
    person_id NUMBER(10) NOT NULL -- ~ reference-undeclared "rows of `card` need no `person`"
);
