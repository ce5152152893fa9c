-- What MATCH FULL does.

-- engine: mysql, mariadb, sqlite
-- proves: Ignored
CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE c (a int, b int, FOREIGN KEY (a, b) REFERENCES p (a, b) MATCH FULL ON DELETE CASCADE);
INSERT INTO p VALUES (1, 1);
INSERT INTO c VALUES (999, NULL), (1, 1);
DELETE FROM p;
SELECT a, b FROM c;
-- expect: rows 999,NULL

-- engine: postgres
-- proves: Honoured
CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE c (a int, b int, FOREIGN KEY (a, b) REFERENCES p MATCH FULL);
INSERT INTO c VALUES (NULL, NULL);
INSERT INTO c VALUES (999, NULL);
-- expect: error 23503 "MATCH FULL does not allow mixing"
