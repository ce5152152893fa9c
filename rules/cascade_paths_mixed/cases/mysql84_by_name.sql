-- engine: mysql 8.4
CREATE TABLE tenant (tenant_id integer NOT NULL PRIMARY KEY);
CREATE TABLE project (
    tenant_id integer NOT NULL,
    project_id integer NOT NULL,
    PRIMARY KEY (tenant_id, project_id),
    CONSTRAINT tenant_of_project FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id) ON DELETE CASCADE
);
CREATE TABLE task (
    task_id integer NOT NULL PRIMARY KEY,
    tenant_id integer NOT NULL,
    project_id integer NOT NULL,
    CONSTRAINT task_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id), -- ~ cascade-paths-mixed "the DELETE of a `tenant` is refused"
    CONSTRAINT task_project FOREIGN KEY (tenant_id, project_id) REFERENCES project (tenant_id, project_id) ON DELETE CASCADE
);
