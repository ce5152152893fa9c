-- engine: oracle
CREATE TABLE p (id NUMBER(10) CONSTRAINT p_pk PRIMARY KEY);
CREATE TABLE c (
    id NUMBER CONSTRAINT c_pk PRIMARY KEY,
    p_id VARCHAR2(10) CONSTRAINT c_p_fk REFERENCES p (id), -- ~ fk-type-mismatch "is refused"
    q_id NUMBER(12) CONSTRAINT c_q_fk REFERENCES p (id)
);
CREATE INDEX c_p_ix ON c (p_id);
CREATE INDEX c_q_ix ON c (q_id);
