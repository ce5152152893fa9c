-- engine: oracle
CREATE TABLE person (email VARCHAR2(80) PRIMARY KEY);
CREATE TABLE account (email VARCHAR2(80) PRIMARY KEY, CONSTRAINT account_person FOREIGN KEY (email) REFERENCES person (email) ON UPDATE CASCADE); -- ~ fk-update-action-unsupported
CREATE TABLE login (
    id NUMBER PRIMARY KEY,
    email VARCHAR2(80) NOT NULL REFERENCES account (email) DEFERRABLE
);
CREATE INDEX login_email ON login (email);
