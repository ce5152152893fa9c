-- engine: postgres
CREATE TABLE tenant (tenant_id integer NOT NULL PRIMARY KEY);
CREATE TABLE project (
    tenant_id integer NOT NULL,
    project_id integer NOT NULL,
    PRIMARY KEY (tenant_id, project_id),
    CONSTRAINT project_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id) ON DELETE CASCADE
);
CREATE TABLE task (
    task_id integer NOT NULL PRIMARY KEY,
    tenant_id integer NOT NULL,
    project_id integer NOT NULL,
    CONSTRAINT task_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT task_project FOREIGN KEY (tenant_id, project_id) REFERENCES project (tenant_id, project_id) ON DELETE CASCADE
);
CREATE INDEX task_project_ix ON task (tenant_id, project_id);
