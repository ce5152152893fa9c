-- engine: sqlite
-- The same rebuild as SQLite's manual has it. A tool that complains of every DROP TABLE in a migration complains here.
CREATE TABLE project (project_id integer PRIMARY KEY, title text);
CREATE TABLE task (
    task_id integer PRIMARY KEY,
    project_id integer NOT NULL REFERENCES project (project_id) ON DELETE CASCADE
);
CREATE INDEX task_project ON task (project_id);

PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TABLE project_new (project_id integer PRIMARY KEY, title text NOT NULL);
INSERT INTO project_new SELECT project_id, coalesce(title, '') FROM project;
DROP TABLE project;
ALTER TABLE project_new RENAME TO project;
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
