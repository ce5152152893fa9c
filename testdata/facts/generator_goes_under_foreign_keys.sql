-- Whether a column can stop being generated while a foreign key is on it or points to it.

-- engine: mysql
-- proves: false
CREATE TABLE p (id int AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE c (p_id int AUTO_INCREMENT PRIMARY KEY, FOREIGN KEY (p_id) REFERENCES p (id));
ALTER TABLE p MODIFY id int NOT NULL;
-- expect: error 1833
ALTER TABLE c MODIFY p_id int NOT NULL;
-- expect: error 1832

-- engine: mariadb
-- proves: true
CREATE TABLE p (id int AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE c (p_id int AUTO_INCREMENT PRIMARY KEY, FOREIGN KEY (p_id) REFERENCES p (id));
ALTER TABLE p MODIFY id int NOT NULL;
ALTER TABLE c MODIFY p_id int NOT NULL;

-- engine: postgres
-- proves: true
CREATE TABLE p (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE c (p_id serial PRIMARY KEY REFERENCES p);
ALTER TABLE p ALTER COLUMN id DROP IDENTITY;
ALTER TABLE c ALTER COLUMN p_id DROP DEFAULT;

-- engine: sqlite
-- proves: true
CREATE TABLE p (id integer PRIMARY KEY AUTOINCREMENT);
CREATE TABLE c (p_id integer REFERENCES p);
INSERT INTO p VALUES (1);
INSERT INTO c VALUES (1);
PRAGMA foreign_keys = OFF;
CREATE TABLE new (id int PRIMARY KEY);
INSERT INTO new SELECT id FROM p;
DROP TABLE p;
ALTER TABLE new RENAME TO p;
PRAGMA foreign_keys = ON;
INSERT INTO c VALUES (1);
PRAGMA foreign_key_check;
-- expect: rows
