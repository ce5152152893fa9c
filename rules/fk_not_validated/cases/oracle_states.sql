-- engine: oracle
CREATE TABLE p (id NUMBER PRIMARY KEY);
CREATE TABLE c (
    id NUMBER PRIMARY KEY,
    a_id NUMBER NOT NULL,
    b_id NUMBER NOT NULL,
    CONSTRAINT fa FOREIGN KEY (a_id) REFERENCES p (id) ENABLE NOVALIDATE, -- ~ fk-not-validated "not validated"
    CONSTRAINT fb FOREIGN KEY (b_id) REFERENCES p (id) DISABLE -- ~ fk-not-validated "switched off"
);
CREATE INDEX c_a ON c (a_id);
CREATE INDEX c_b ON c (b_id);
