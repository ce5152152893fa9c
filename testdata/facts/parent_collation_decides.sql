-- Whether rows are compared under the collation of the parent's column, so that no index of another collation serves.

-- engine: mysql, mariadb
-- proves: false
CREATE TABLE p (k varchar(10) COLLATE utf8mb4_bin PRIMARY KEY);
CREATE TABLE c (k varchar(10) COLLATE utf8mb4_general_ci, FOREIGN KEY (k) REFERENCES p (k));
-- expect: error 3780
-- expect mariadb: error 1005

-- engine: sqlite
-- proves: true
CREATE TABLE p (k text COLLATE NOCASE PRIMARY KEY);
CREATE TABLE c (k text COLLATE BINARY REFERENCES p (k));
INSERT INTO p VALUES ('Abc');
INSERT INTO c VALUES ('ABC');
INSERT INTO c VALUES ('abd');
-- expect: error 787

-- engine: postgres
-- proves: false
CREATE TABLE p (k text COLLATE "C" PRIMARY KEY);
CREATE TABLE c (k text COLLATE "en-x-icu" REFERENCES p (k) ON DELETE CASCADE);
CREATE INDEX i ON c (k);
INSERT INTO p SELECT generate_series(1, 20000);
INSERT INTO c SELECT k FROM p;
ANALYZE c;
INSERT INTO c VALUES ('nowhere');
-- expect: error 23503
DELETE FROM p WHERE k = '7';
SELECT pg_stat_force_next_flush();
SELECT idx_scan > 0 FROM pg_stat_user_indexes WHERE indexrelname = 'i';
-- expect: rows t
