-- engine: postgres
CREATE TABLE tenant (tenant_id integer NOT NULL PRIMARY KEY);
CREATE TABLE project (
    tenant_id integer NOT NULL REFERENCES tenant (tenant_id) ON DELETE CASCADE,
    project_id integer NOT NULL,
    PRIMARY KEY (tenant_id, project_id)
);
-- The tenant is cleared first, and then the row is no row of the project any more.
CREATE TABLE task (
    task_id integer NOT NULL PRIMARY KEY,
    tenant_id integer REFERENCES tenant (tenant_id) ON DELETE SET NULL, -- ~ cascade-paths-mixed "the DELETE of a `tenant` leaves rows behind"
    project_id integer NOT NULL,
    FOREIGN KEY (tenant_id, project_id) REFERENCES project (tenant_id, project_id) ON DELETE CASCADE
);
CREATE INDEX ON task (tenant_id, project_id);
