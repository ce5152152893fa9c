-- Whether one DELETE can follow two foreign keys from a table to itself of which at least one says SET NULL.

-- engine: mysql >=9.6
-- when: @@innodb_native_foreign_keys = 0
-- proves: false
CREATE TABLE n (id int PRIMARY KEY, p int, q int, FOREIGN KEY (p) REFERENCES n (id) ON DELETE CASCADE, FOREIGN KEY (q) REFERENCES n (id) ON DELETE SET NULL);
INSERT INTO n VALUES (1, NULL, NULL), (2, 1, 1), (3, 2, 1), (4, NULL, 2), (5, NULL, 3);
DELETE FROM n WHERE id = 1;
-- expect: error 6575

-- engine: mysql >=9.6
-- when: @@innodb_native_foreign_keys = 1
-- proves: true
CREATE TABLE n (id int PRIMARY KEY, p int, q int, FOREIGN KEY (p) REFERENCES n (id) ON DELETE CASCADE, FOREIGN KEY (q) REFERENCES n (id) ON DELETE SET NULL);
INSERT INTO n VALUES (1, NULL, NULL), (2, 1, 1), (3, 2, 1), (4, NULL, 2), (5, NULL, 3);
DELETE FROM n WHERE id = 1;

-- engine: mysql <9.6, mariadb, postgres, sqlite
-- proves: true
CREATE TABLE n (id int PRIMARY KEY, p int, q int, FOREIGN KEY (p) REFERENCES n (id) ON DELETE CASCADE, FOREIGN KEY (q) REFERENCES n (id) ON DELETE SET NULL);
INSERT INTO n VALUES (1, NULL, NULL), (2, 1, 1), (3, 2, 1), (4, NULL, 2), (5, NULL, 3);
DELETE FROM n WHERE id = 1;
SELECT id, q FROM n ORDER BY id;
-- expect: rows 4,NULL | 5,NULL
