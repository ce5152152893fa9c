-- engine: sqlserver
CREATE TABLE a (
    a_id int IDENTITY PRIMARY KEY,
    up_id int CONSTRAINT fk_a REFERENCES a (a_id) -- ~ self-reference-undeclared
);
CREATE INDEX a_up ON a (up_id);
