-- Whether `ON DELETE SET NULL (columns)` can name the columns to clear.

-- engine: postgres >=15.0
-- proves: true
CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE c (a int NOT NULL, b int, FOREIGN KEY (a, b) REFERENCES p ON DELETE SET NULL (b));
INSERT INTO p VALUES (1, 2);
INSERT INTO c VALUES (1, 2);
DELETE FROM p;
SELECT a, b FROM c;
-- expect: rows 1,NULL

-- engine: mysql, mariadb, sqlite
-- proves: false
CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE c (a int NOT NULL, b int, FOREIGN KEY (a, b) REFERENCES p (a, b) ON DELETE SET NULL (b));
-- expect: error 1064
-- expect sqlite: error 1 "syntax error"
