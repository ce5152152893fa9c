-- Whether ON UPDATE exists at all.

-- engine: mysql, mariadb, postgres, sqlite
-- proves: true
CREATE TABLE x (k varchar(5) PRIMARY KEY);
CREATE TABLE y (k varchar(5) PRIMARY KEY, FOREIGN KEY (k) REFERENCES x (k) ON UPDATE CASCADE);
CREATE TABLE z (k varchar(5), FOREIGN KEY (k) REFERENCES y (k) ON UPDATE CASCADE);
INSERT INTO x VALUES ('a');
INSERT INTO y VALUES ('a');
INSERT INTO z VALUES ('a');
UPDATE x SET k = 'b';
SELECT x.k, y.k, z.k FROM x, y, z;
-- expect: rows b,b,b
