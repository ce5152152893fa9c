-- engine: sqlite
BEGIN;
PRAGMA foreign_keys;
PRAGMA defer_foreign_keys = ON;
CREATE TABLE p (id integer PRIMARY KEY);
COMMIT;
