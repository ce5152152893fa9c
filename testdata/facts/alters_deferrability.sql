-- Whether a foreign key can be made deferrable in place.

-- engine: postgres
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
ALTER TABLE c ALTER CONSTRAINT f DEFERRABLE INITIALLY DEFERRED;
BEGIN;
INSERT INTO c VALUES (1);
INSERT INTO p VALUES (1);
COMMIT;

-- engine: mysql, mariadb, sqlite
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
ALTER TABLE c ALTER CONSTRAINT f DEFERRABLE INITIALLY DEFERRED;
-- expect: error 1064
-- expect sqlite: error 1 "syntax error"
