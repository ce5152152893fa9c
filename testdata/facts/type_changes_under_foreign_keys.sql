-- Whether a referencing column can change its type while its foreign key stays.

-- engine: mysql, mariadb
-- proves: false
CREATE TABLE p (x decimal(10,2) NOT NULL PRIMARY KEY);
CREATE TABLE c (x decimal(12,4), CONSTRAINT f FOREIGN KEY (x) REFERENCES p (x));
ALTER TABLE c MODIFY x decimal(10,2);
-- expect: error 1832
ALTER TABLE c DROP FOREIGN KEY f;
ALTER TABLE c MODIFY x decimal(10,2);
ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (x) REFERENCES p (x);

-- engine: postgres
-- proves: true
CREATE TABLE p (x numeric PRIMARY KEY);
CREATE TABLE c (x int REFERENCES p);
INSERT INTO p VALUES (1);
INSERT INTO c VALUES (1);
ALTER TABLE c ALTER COLUMN x TYPE numeric;
INSERT INTO c VALUES (2);
-- expect: error 23503

-- engine: sqlite
-- proves: true
CREATE TABLE p (x integer PRIMARY KEY);
CREATE TABLE c (x text REFERENCES p);
INSERT INTO p VALUES (1);
INSERT INTO c VALUES ('1');
PRAGMA foreign_keys = OFF;
CREATE TABLE new (x integer REFERENCES p);
INSERT INTO new SELECT x FROM c;
DROP TABLE c;
ALTER TABLE new RENAME TO c;
PRAGMA foreign_keys = ON;
INSERT INTO c VALUES (2);
-- expect: error 787
PRAGMA foreign_key_check;
-- expect: rows
