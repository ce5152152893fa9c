-- engine: postgres 15
-- The link is cleared or not: the row goes in any case.
CREATE TABLE tenant (tenant_id integer NOT NULL PRIMARY KEY);
CREATE TABLE project (
    tenant_id integer NOT NULL REFERENCES tenant (tenant_id) ON DELETE CASCADE,
    project_id integer NOT NULL,
    PRIMARY KEY (tenant_id, project_id)
);
CREATE TABLE task (
    task_id integer NOT NULL PRIMARY KEY,
    tenant_id integer NOT NULL REFERENCES tenant (tenant_id) ON DELETE CASCADE,
    project_id integer,
    FOREIGN KEY (tenant_id, project_id) REFERENCES project (tenant_id, project_id) ON DELETE SET NULL (project_id)
);
CREATE INDEX ON task (tenant_id, project_id);
