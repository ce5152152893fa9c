-- engine: mariadb
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
    CONSTRAINT task_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id) ON DELETE CASCADE,
    CONSTRAINT task_project FOREIGN KEY (tenant_id, project_id) REFERENCES project (tenant_id, project_id) -- ~ cascade-paths-mixed "the DELETE of a `tenant` is refused"
);
