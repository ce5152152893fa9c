-- engine: sqlserver
-- 3726: the child has to come first, also within one statement.
CREATE TABLE a (a_id int IDENTITY PRIMARY KEY);
CREATE TABLE b (b_id int IDENTITY PRIMARY KEY, a_id int CONSTRAINT fk_b_a REFERENCES a (a_id));
DROP TABLE a, b; -- ~ drop-order
