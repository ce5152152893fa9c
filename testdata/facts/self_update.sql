-- What ON UPDATE CASCADE and SET NULL do on a foreign key from a table to itself.

-- engine: mysql, mariadb
-- proves: ActsAsRestrict
CREATE TABLE node (code varchar(10) PRIMARY KEY, parent varchar(10), FOREIGN KEY (parent) REFERENCES node (code) ON UPDATE CASCADE);
SELECT @@warning_count;
-- expect: rows 0
INSERT INTO node VALUES ('a', NULL), ('b', 'a'), ('s', 's');
UPDATE node SET code = 'a2' WHERE code = 'a';
-- expect: error 1451
UPDATE node SET code = 's2', parent = 's2' WHERE code = 's';
-- expect: error 1451
UPDATE node SET code = 'b2' WHERE code = 'b';

-- engine: mysql, mariadb
-- proves: ActsAsRestrict
CREATE TABLE node (code varchar(10) PRIMARY KEY, parent varchar(10), FOREIGN KEY (parent) REFERENCES node (code) ON UPDATE SET NULL);
INSERT INTO node VALUES ('a', NULL), ('b', 'a');
UPDATE node SET code = 'a2' WHERE code = 'a';
-- expect: error 1451

-- engine: postgres, sqlite
-- proves: Works
CREATE TABLE node (code varchar(10) PRIMARY KEY, parent varchar(10) REFERENCES node (code) ON UPDATE CASCADE);
INSERT INTO node VALUES ('a', NULL), ('b', 'a'), ('s', 's');
UPDATE node SET code = 'a2' WHERE code = 'a';
UPDATE node SET code = 's2' WHERE code = 's';
SELECT code, parent FROM node ORDER BY code;
-- expect: rows a2,NULL | b,a2 | s2,s2
