-- Whether the engine makes an index over the referencing columns by itself. Like any index it can have no column twice, and
-- then the foreign key is refused, also where another index serves.

-- engine: mysql, mariadb
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE a (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
CREATE TABLE b (p_id int, n int, KEY mine (p_id, n), CONSTRAINT g FOREIGN KEY (p_id) REFERENCES p (id));
SELECT table_name, index_name, column_name FROM information_schema.statistics WHERE table_schema = database() AND table_name <> 'p' ORDER BY 1, 2, seq_in_index;
-- expect: rows a,f,p_id | b,mine,p_id | b,mine,n
CREATE TABLE q (x int, y int, PRIMARY KEY (x, y));
CREATE TABLE d (q_id int, KEY (q_id), FOREIGN KEY (q_id, q_id) REFERENCES q (x, y));
-- expect: error 1060

-- engine: postgres
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p);
SELECT count(*) FROM pg_indexes WHERE tablename = 'c';
-- expect: rows 0
CREATE TABLE q (x int, y int, PRIMARY KEY (x, y));
CREATE TABLE d (q_id int, FOREIGN KEY (q_id, q_id) REFERENCES q (x, y));

-- engine: sqlite
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p);
SELECT count(*) FROM pragma_index_list('c');
-- expect: rows 0
CREATE TABLE q (x int, y int, PRIMARY KEY (x, y));
CREATE TABLE d (q_id int, FOREIGN KEY (q_id, q_id) REFERENCES q (x, y));
INSERT INTO q VALUES (1, 1);
INSERT INTO d VALUES (1);
