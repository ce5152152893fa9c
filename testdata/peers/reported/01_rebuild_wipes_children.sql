-- engine: sqlite
-- Migration tools wrap a rebuild into a transaction and switch foreign keys off inside of it, where the pragma does nothing.
-- They report success, and the rows of the children are gone. Putting the checks off does not help: cascades are no checks.
CREATE TABLE project (project_id integer PRIMARY KEY, title text);
CREATE TABLE task (
    task_id integer PRIMARY KEY,
    project_id integer NOT NULL REFERENCES project (project_id) ON DELETE CASCADE
);
CREATE INDEX task_project ON task (project_id);

BEGIN;
PRAGMA foreign_keys = OFF;
PRAGMA defer_foreign_keys = ON;
CREATE TABLE project_new (project_id integer PRIMARY KEY, title text NOT NULL);
INSERT INTO project_new SELECT project_id, coalesce(title, '') FROM project;
DROP TABLE project; -- ~ rebuild-deletes-children "deletes the rows of `task`"
ALTER TABLE project_new RENAME TO project;
PRAGMA foreign_keys = ON;
COMMIT;
