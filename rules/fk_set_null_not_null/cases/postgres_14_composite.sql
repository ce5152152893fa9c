-- engine: postgres 14
CREATE TABLE entry (
    tenant_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    PRIMARY KEY (tenant_id, entry_id)
);
CREATE TABLE widget (
    tenant_id bigint NOT NULL,
    widget_id bigint NOT NULL,
    favorite_entry_id bigint,
    PRIMARY KEY (tenant_id, widget_id),
    CONSTRAINT fk_favorite FOREIGN KEY (tenant_id, favorite_entry_id) REFERENCES entry (tenant_id, entry_id)
        ON DELETE SET NULL -- ~ fk-set-null-not-null
);
CREATE INDEX ON widget (tenant_id, favorite_entry_id);
