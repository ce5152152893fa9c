-- Whether the columns of a foreign key must have the same character set and collation.

-- engine: mysql, mariadb
-- proves: true
CREATE TABLE p (x varchar(10) COLLATE utf8mb4_general_ci PRIMARY KEY);
CREATE TABLE c (x varchar(10) COLLATE utf8mb4_bin, FOREIGN KEY (x) REFERENCES p (x));
-- expect mysql: error 3780
-- expect mariadb: error 1005
CREATE TABLE c (x varchar(10) CHARACTER SET latin1, FOREIGN KEY (x) REFERENCES p (x));
-- expect mysql: error 3780
-- expect mariadb: error 1005
SET foreign_key_checks = 0;
CREATE TABLE c (x varchar(10) COLLATE utf8mb4_unicode_ci, FOREIGN KEY (x) REFERENCES p (x));
-- expect mysql: error 3780
-- expect mariadb: error 1005
SET foreign_key_checks = 1;
CREATE TABLE c (x char(20) COLLATE utf8mb4_general_ci, FOREIGN KEY (x) REFERENCES p (x));
CREATE TABLE q (x enum('a','b') CHARACTER SET utf8mb4 PRIMARY KEY);
CREATE TABLE d (x enum('a','b') CHARACTER SET latin1, FOREIGN KEY (x) REFERENCES q (x));

-- engine: postgres
-- proves: false
CREATE TABLE p (x text PRIMARY KEY);
CREATE TABLE c (x text COLLATE "C" REFERENCES p);
INSERT INTO p VALUES ('a');
INSERT INTO c VALUES ('a');

-- engine: sqlite
-- proves: false
CREATE TABLE p (x text COLLATE NOCASE PRIMARY KEY);
CREATE TABLE c (x text REFERENCES p);
INSERT INTO p VALUES ('a');
INSERT INTO c VALUES ('A');
