-- engine: postgres
-- Under MATCH FULL both columns would have to become NULL: checking late is the way out.
CREATE TABLE node (
    tenant integer NOT NULL,
    id integer NOT NULL,
    parent_id integer,
    PRIMARY KEY (tenant, id),
    CONSTRAINT fk_parent FOREIGN KEY (tenant, parent_id) REFERENCES node (tenant, id) MATCH FULL -- ~ self-reference-not-null
);
CREATE INDEX ON node (tenant, parent_id);
