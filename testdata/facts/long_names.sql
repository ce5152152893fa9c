-- What happens to a name of a foreign key that is longer than the engine's limit.

-- engine: mysql, mariadb
-- proves: Refused
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE a (x int, CONSTRAINT ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää FOREIGN KEY (x) REFERENCES p (id));
CREATE TABLE b (x int, CONSTRAINT aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa FOREIGN KEY (x) REFERENCES p (id));
-- expect: error 1059
CREATE TABLE aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (x int, FOREIGN KEY (x) REFERENCES p (id));
-- expect: error 1059
CREATE TABLE aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (x int, FOREIGN KEY (x) REFERENCES p (id));

-- engine: postgres
-- proves: Cut
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE a (x int, CONSTRAINT aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab FOREIGN KEY (x) REFERENCES p (id));
SELECT length(conname) FROM pg_constraint WHERE contype = 'f';
-- expect: rows 63
ALTER TABLE a ADD CONSTRAINT aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac CHECK (x > 0);
-- expect: error 42710
ALTER TABLE a RENAME CONSTRAINT aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab TO short;

-- engine: sqlite
-- proves: Kept
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE a (x int, CONSTRAINT aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa FOREIGN KEY (x) REFERENCES p (id));
