-- The name that the engine gives a foreign key without one.

-- engine: mysql, mariadb
-- proves: TableIbfkNumber
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE child (p_id int, q_id int, FOREIGN KEY (p_id) REFERENCES p (id), FOREIGN KEY (q_id) REFERENCES p (id));
RENAME TABLE child TO kid;
SELECT constraint_name FROM information_schema.table_constraints WHERE table_schema = database() AND constraint_type = 'FOREIGN KEY' ORDER BY 1;
-- expect: rows kid_ibfk_1 | kid_ibfk_2

-- engine: postgres
-- proves: TableColumnsFkey
CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE child (a int, b int, FOREIGN KEY (a, b) REFERENCES p);
SELECT conname FROM pg_constraint WHERE contype = 'f';
-- expect: rows child_a_b_fkey

-- engine: sqlite
-- proves: Nothing
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE child (p_id int REFERENCES p);
SELECT name FROM pragma_table_list('child') JOIN pragma_foreign_key_list('child') ON 1 WHERE "to" IS NULL;
-- expect: rows child
SELECT count(*) FROM pragma_table_xinfo('pragma_foreign_key_list') WHERE name LIKE '%name%';
-- expect: rows 0
