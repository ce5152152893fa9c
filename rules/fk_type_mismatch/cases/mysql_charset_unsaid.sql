-- engine: mysql 9.7
-- The database decides how texts are compared.
CREATE TABLE p (code VARCHAR(20) NOT NULL PRIMARY KEY);
CREATE TABLE c (code CHAR(5) NOT NULL PRIMARY KEY, CONSTRAINT c_code FOREIGN KEY (code) REFERENCES p (code)); -- ~ fk-update-action-missing
