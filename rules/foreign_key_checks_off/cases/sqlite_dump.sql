-- engine: sqlite
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE p (id integer PRIMARY KEY);
COMMIT;
