-- engine: sqlite
CREATE TABLE p (id integer PRIMARY KEY);
PRAGMA foreign_keys = 1;
BEGIN IMMEDIATE;
PRAGMA foreign_keys(0); -- ~ pragma-inside-transaction "stay on"
DELETE FROM p WHERE id > 10;
ROLLBACK;
PRAGMA foreign_keys = 0;
