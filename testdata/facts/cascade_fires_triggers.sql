-- Whether the child's triggers fire when an action writes its rows.

-- engine: mysql, mariadb
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE ON UPDATE CASCADE);
CREATE TABLE log (word varchar(10));
CREATE TRIGGER u AFTER UPDATE ON c FOR EACH ROW INSERT INTO log VALUES ('update');
CREATE TRIGGER d AFTER DELETE ON c FOR EACH ROW INSERT INTO log VALUES ('delete');
INSERT INTO p VALUES (1);
INSERT INTO c VALUES (1);
UPDATE p SET id = 2;
DELETE FROM p;
SELECT count(*) FROM c;
-- expect: rows 0
SELECT word FROM log;
-- expect: rows

-- engine: sqlite
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p (id) ON DELETE CASCADE ON UPDATE CASCADE);
CREATE TABLE log (word text);
CREATE TRIGGER u AFTER UPDATE ON c BEGIN INSERT INTO log VALUES ('update'); END;
CREATE TRIGGER d AFTER DELETE ON c BEGIN INSERT INTO log VALUES ('delete'); END;
INSERT INTO p VALUES (1);
INSERT INTO c VALUES (1);
UPDATE p SET id = 2;
DELETE FROM p;
SELECT word FROM log;
-- expect: rows update | delete

-- engine: postgres
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p (id) ON DELETE CASCADE ON UPDATE CASCADE);
CREATE TABLE log (word text);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO log VALUES (TG_OP); RETURN NULL; END';
CREATE TRIGGER t AFTER UPDATE OR DELETE ON c FOR EACH ROW EXECUTE FUNCTION f();
INSERT INTO p VALUES (1);
INSERT INTO c VALUES (1);
UPDATE p SET id = 2;
DELETE FROM p;
SELECT word FROM log;
-- expect: rows UPDATE | DELETE
