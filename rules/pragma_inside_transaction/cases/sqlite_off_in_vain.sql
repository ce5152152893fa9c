-- engine: sqlite
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE c (id integer PRIMARY KEY, p_id integer NOT NULL REFERENCES p);
CREATE INDEX c_p ON c (p_id);
PRAGMA foreign_keys = 1;
BEGIN IMMEDIATE;
PRAGMA foreign_keys(0); -- ~ pragma-inside-transaction "stay on"
DELETE FROM p WHERE id > 10;
ROLLBACK;
PRAGMA foreign_keys = 0;
