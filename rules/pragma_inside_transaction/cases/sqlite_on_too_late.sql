-- engine: sqlite
CREATE TABLE p (id integer PRIMARY KEY);
PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
DELETE FROM p WHERE id > 10;
PRAGMA foreign_keys = ON; -- ~ pragma-inside-transaction "stay off"
END;
