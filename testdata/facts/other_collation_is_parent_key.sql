-- Whether a unique index with another collation than the column's counts as the parent's key.

-- engine: sqlite
-- proves: false
CREATE TABLE p (a text);
CREATE UNIQUE INDEX u ON p (a COLLATE NOCASE);
CREATE TABLE c (a text REFERENCES p (a));
INSERT INTO c VALUES ('x');
-- expect: error 1 "foreign key mismatch"

-- engine: postgres
-- proves: true
CREATE TABLE p (a text COLLATE "C");
CREATE UNIQUE INDEX u ON p (a COLLATE "POSIX");
CREATE TABLE c (a text REFERENCES p (a));
INSERT INTO p VALUES ('x');
INSERT INTO c VALUES ('x');

-- engine: mysql, mariadb
-- proves: true
CREATE TABLE p (a varchar(10) COLLATE utf8mb4_bin);
CREATE UNIQUE INDEX u ON p (a COLLATE utf8mb4_general_ci);
-- expect: error 1064
