-- engine: sqlite
CREATE TABLE p (id INTEGER PRIMARY KEY);
-- The rowid is never NULL; other primary keys of rowid tables may be, and SET NULL works there.
CREATE TABLE c (id INTEGER PRIMARY KEY REFERENCES p (id) ON DELETE SET NULL); -- ~ fk-set-null-not-null
CREATE TABLE d (id INT PRIMARY KEY REFERENCES p (id) ON DELETE SET NULL);
