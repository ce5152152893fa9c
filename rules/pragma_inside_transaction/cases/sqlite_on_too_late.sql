-- engine: sqlite
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE c (id integer PRIMARY KEY, p_id integer NOT NULL REFERENCES p);
CREATE INDEX c_p ON c (p_id);
PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
DELETE FROM p WHERE id > 10;
PRAGMA foreign_keys = ON; -- ~ pragma-inside-transaction "stay off"
END;
