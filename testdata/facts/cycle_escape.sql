-- How rows of a cycle without any nullable or deferrable edge can still be written.

-- engine: mysql, mariadb
-- proves: Impossible
CREATE TABLE widget (widget_id int PRIMARY KEY, entry_id int NOT NULL);
CREATE TABLE entry (entry_id int PRIMARY KEY, widget_id int NOT NULL, FOREIGN KEY (widget_id) REFERENCES widget (widget_id));
ALTER TABLE widget ADD FOREIGN KEY (entry_id) REFERENCES entry (entry_id);
BEGIN;
INSERT INTO widget VALUES (1, 1);
-- expect: error 1452
INSERT INTO entry VALUES (1, 1);
-- expect: error 1452
WITH w AS (INSERT INTO widget VALUES (1, 1)) INSERT INTO entry VALUES (1, 1);
-- expect: error 1064
ROLLBACK;
CREATE TRIGGER t AFTER INSERT ON widget FOR EACH ROW INSERT INTO entry VALUES (NEW.entry_id, NEW.widget_id);
INSERT INTO widget VALUES (1, 1);
-- expect: error 1452

-- engine: postgres
-- proves: OneStatement
CREATE TABLE widget (widget_id int PRIMARY KEY, entry_id int NOT NULL);
CREATE TABLE entry (entry_id int PRIMARY KEY, widget_id int NOT NULL REFERENCES widget);
ALTER TABLE widget ADD FOREIGN KEY (entry_id) REFERENCES entry;
INSERT INTO widget VALUES (1, 1);
-- expect: error 23503
WITH w AS (INSERT INTO widget VALUES (1, 1)) INSERT INTO entry VALUES (1, 1);
DELETE FROM widget;
-- expect: error 23503
WITH w AS (DELETE FROM widget) DELETE FROM entry;
SELECT (SELECT count(*) FROM widget), (SELECT count(*) FROM entry);
-- expect: rows 0,0

-- engine: sqlite
-- proves: DeferPragma
CREATE TABLE widget (widget_id int PRIMARY KEY, entry_id int NOT NULL REFERENCES entry);
CREATE TABLE entry (entry_id int PRIMARY KEY, widget_id int NOT NULL REFERENCES widget);
INSERT INTO widget VALUES (1, 1);
-- expect: error 787
BEGIN;
PRAGMA defer_foreign_keys = ON;
INSERT INTO widget VALUES (1, 1);
INSERT INTO entry VALUES (1, 1);
COMMIT;
BEGIN;
PRAGMA defer_foreign_keys = ON;
DELETE FROM widget;
DELETE FROM entry;
COMMIT;
