-- engine: sqlserver
-- 1785: a second cascading path is refused.
CREATE TABLE a (a_id int IDENTITY PRIMARY KEY);
CREATE TABLE a_a (
    a_id int NOT NULL CONSTRAINT fk_a REFERENCES a (a_id),
    b_id int NOT NULL CONSTRAINT fk_b REFERENCES a (a_id),
    CONSTRAINT pk_a_a PRIMARY KEY (a_id, b_id)
);
CREATE INDEX a_a_b ON a_a (b_id);
