-- engine: postgres 15
-- A tool that asks whether some column of the foreign key may be NULL stays silent at the first one: deleting a user then
-- fails on `tenant_id`, which is NOT NULL. The second one names the column to clear, and is as it should be.
CREATE TABLE users (
    tenant_id integer NOT NULL,
    user_id integer NOT NULL,
    PRIMARY KEY (tenant_id, user_id)
);
CREATE TABLE document (
    document_id integer PRIMARY KEY,
    tenant_id integer NOT NULL,
    editor_id integer,
    FOREIGN KEY (tenant_id, editor_id) REFERENCES users (tenant_id, user_id)
        ON DELETE SET NULL -- ~ fk-set-null-not-null
);
CREATE INDEX document_editor ON document (tenant_id, editor_id);

CREATE TABLE picture (
    picture_id integer PRIMARY KEY,
    tenant_id integer NOT NULL,
    editor_id integer,
    FOREIGN KEY (tenant_id, editor_id) REFERENCES users (tenant_id, user_id) ON DELETE SET NULL (editor_id)
);
CREATE INDEX picture_editor ON picture (tenant_id, editor_id);
