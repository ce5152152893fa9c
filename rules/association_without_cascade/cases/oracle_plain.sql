-- engine: oracle
CREATE TABLE a (a_id NUMBER PRIMARY KEY);
CREATE TABLE b (b_id NUMBER PRIMARY KEY);
CREATE TABLE a_b ( -- ~ association-without-cascade
    a_id NUMBER NOT NULL CONSTRAINT fk_a REFERENCES a (a_id),
    b_id NUMBER NOT NULL CONSTRAINT fk_b REFERENCES b (b_id),
    CONSTRAINT pk_a_b PRIMARY KEY (a_id, b_id)
);
CREATE INDEX a_b_b ON a_b (b_id);
