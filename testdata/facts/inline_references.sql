-- What column-level REFERENCES does.

-- engine: mysql <9.0
-- proves: Ignored
CREATE TABLE c (id int PRIMARY KEY, p_id int REFERENCES nowhere (id));
INSERT INTO c VALUES (1, 7);

-- engine: mysql >=9.0, mariadb, postgres, sqlite
-- proves: Honoured
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY, p_id int REFERENCES p (id));
INSERT INTO c VALUES (1, 7);
-- expect: error 1452
-- expect postgres: error 23503
-- expect sqlite: error 787
