-- Whether a descending index serves a foreign key.

-- engine: mysql
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, KEY d (p_id DESC), CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
SELECT index_name FROM information_schema.statistics WHERE table_schema = database() AND table_name = 'c' ORDER BY 1;
-- expect: rows d | f

-- engine: mariadb
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, KEY d (p_id DESC), CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
SELECT index_name FROM information_schema.statistics WHERE table_schema = database() AND table_name = 'c' ORDER BY 1;
-- expect: rows d

-- engine: postgres
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p ON DELETE CASCADE);
CREATE INDEX d ON c (p_id DESC);
INSERT INTO p SELECT generate_series(1, 20000);
INSERT INTO c SELECT id FROM p;
ANALYZE c;
DELETE FROM p WHERE id = 7;
SELECT pg_stat_force_next_flush();
SELECT idx_scan > 0 FROM pg_stat_user_indexes WHERE indexrelname = 'd';
-- expect: rows t

-- engine: sqlite
-- proves: true
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p);
CREATE INDEX d ON c (p_id DESC);
EXPLAIN QUERY PLAN SELECT rowid FROM c WHERE p_id = 1;
-- expect: rows *,*,*,SEARCH c USING COVERING INDEX d (p_id=?)
