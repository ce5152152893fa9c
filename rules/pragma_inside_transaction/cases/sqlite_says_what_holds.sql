-- engine: sqlite
-- As `.dump` writes it, with a second pragma that changes nothing.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
PRAGMA foreign_keys=OFF;
CREATE TABLE p (id integer PRIMARY KEY);
COMMIT;
PRAGMA foreign_keys=ON;
