-- engine: oracle
CREATE TABLE p (id NUMBER(10) PRIMARY KEY);
CREATE TABLE c (
    id NUMBER(10) PRIMARY KEY,
    pid NUMBER(10) NOT NULL,
    CONSTRAINT c_p FOREIGN KEY (pid) REFERENCES p (id) ON DELETE SET NULL -- ~ fk-set-null-not-null "fails"
);
CREATE INDEX c_pid ON c (pid);
