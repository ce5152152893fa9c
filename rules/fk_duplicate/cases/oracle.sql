-- engine: oracle
CREATE TABLE p (id NUMBER CONSTRAINT p_pk PRIMARY KEY);
CREATE TABLE c (
    id NUMBER CONSTRAINT c_pk PRIMARY KEY,
    p_id NUMBER CONSTRAINT c_p_fk REFERENCES p (id),
    CONSTRAINT c_p_fk2 FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE -- ~ fk-duplicate "either may hold"
);
CREATE INDEX c_p_ix ON c (p_id);
