-- engine: oracle
CREATE TABLE status (status VARCHAR2(20) PRIMARY KEY);
CREATE TABLE person (person_id NUMBER PRIMARY KEY);
CREATE TABLE category (
    name VARCHAR2(40) PRIMARY KEY,
    -- Within one table one UPDATE changes both sides.
    within VARCHAR2(40) REFERENCES category (name)
);
CREATE INDEX category_within ON category (within);
CREATE TABLE ticket (
    ticket_id NUMBER PRIMARY KEY,
    person_id NUMBER NOT NULL REFERENCES person (person_id),
    status VARCHAR2(20) NOT NULL REFERENCES status (status),
    category VARCHAR2(40) REFERENCES category (name) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ticket_person ON ticket (person_id);
CREATE INDEX ticket_status ON ticket (status);
CREATE INDEX ticket_category ON ticket (category);
