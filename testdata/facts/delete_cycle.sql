-- What ON DELETE CASCADE all around a cycle does: every row here hangs on the deleted one.

-- engine: mysql >=9.6
-- when: @@innodb_native_foreign_keys = 0
-- proves: LeavesOrphans
CREATE TABLE a (id int PRIMARY KEY, b_id int);
CREATE TABLE b (id int PRIMARY KEY, a_id int, FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE CASCADE);
ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b (id) ON DELETE CASCADE;
INSERT INTO a VALUES (1, NULL), (2, NULL);
INSERT INTO b VALUES (1, 1), (2, 2);
UPDATE a SET b_id = 1 WHERE id = 2;
DELETE FROM b WHERE id = 1;
SELECT b.id FROM b LEFT JOIN a ON a.id = b.a_id WHERE a.id IS NULL;
-- expect: rows 2

-- engine: mysql >=9.6
-- when: @@innodb_native_foreign_keys = 1
-- proves: Complete
CREATE TABLE a (id int PRIMARY KEY, b_id int);
CREATE TABLE b (id int PRIMARY KEY, a_id int, FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE CASCADE);
ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b (id) ON DELETE CASCADE;
INSERT INTO a VALUES (1, NULL), (2, NULL);
INSERT INTO b VALUES (1, 1), (2, 2);
UPDATE a SET b_id = 1 WHERE id = 2;
DELETE FROM b WHERE id = 1;
SELECT id FROM b;
-- expect: rows

-- engine: mysql <9.6, mariadb, postgres
-- proves: Complete
CREATE TABLE a (id int PRIMARY KEY, b_id int);
CREATE TABLE b (id int PRIMARY KEY, a_id int, FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE CASCADE);
ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b (id) ON DELETE CASCADE;
INSERT INTO a VALUES (1, NULL), (2, NULL);
INSERT INTO b VALUES (1, 1), (2, 2);
UPDATE a SET b_id = 1 WHERE id = 2;
DELETE FROM b WHERE id = 1;
SELECT id FROM b;
-- expect: rows

-- engine: sqlite
-- proves: Complete
CREATE TABLE a (id int PRIMARY KEY, b_id int REFERENCES b (id) ON DELETE CASCADE);
CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a (id) ON DELETE CASCADE);
INSERT INTO a VALUES (1, NULL), (2, NULL);
INSERT INTO b VALUES (1, 1), (2, 2);
UPDATE a SET b_id = 1 WHERE id = 2;
DELETE FROM b WHERE id = 1;
SELECT id FROM b;
-- expect: rows
