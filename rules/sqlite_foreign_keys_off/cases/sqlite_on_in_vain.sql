-- engine: sqlite
PRAGMA foreign_keys = OFF;
BEGIN;
DELETE FROM p WHERE id > 10;
PRAGMA foreign_keys = ON; -- ~ pragma-inside-transaction
COMMIT;
