-- engine: mysql 8.4
-- Forgotten by the engine, which is another finding.
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY, p_id int REFERENCES p (id)); -- ~ fk-inline-ignored
