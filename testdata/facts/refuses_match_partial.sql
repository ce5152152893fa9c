-- Whether MATCH PARTIAL is refused; elsewhere it is parsed, and NULLs count as under MATCH SIMPLE.

-- engine: postgres
-- proves: true
CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE c (a int, b int, FOREIGN KEY (a, b) REFERENCES p MATCH PARTIAL);
-- expect: error 0A000

-- engine: mysql, mariadb, sqlite
-- proves: false
CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE c (a int, b int, FOREIGN KEY (a, b) REFERENCES p (a, b) MATCH PARTIAL);
INSERT INTO c VALUES (999, NULL);
SELECT a, b FROM c;
-- expect: rows 999,NULL
