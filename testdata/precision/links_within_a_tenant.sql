-- engine: postgres
-- Every key begins with the tenant, links too.
CREATE TABLE article (tenant_id integer NOT NULL, article_id integer NOT NULL, PRIMARY KEY (tenant_id, article_id));
CREATE TABLE tag (tenant_id integer NOT NULL, tag_id integer NOT NULL, PRIMARY KEY (tenant_id, tag_id));
CREATE TABLE article_tag ( -- ~ association-without-cascade
    tenant_id integer NOT NULL,
    article_id integer NOT NULL,
    tag_id integer NOT NULL,
    PRIMARY KEY (tenant_id, article_id, tag_id),
    FOREIGN KEY (tenant_id, article_id) REFERENCES article (tenant_id, article_id),
    FOREIGN KEY (tenant_id, tag_id) REFERENCES tag (tenant_id, tag_id)
);
CREATE INDEX ON article_tag (tenant_id, tag_id);
-- The first line of an article is its own, not a link between two.
CREATE TABLE headline (
    tenant_id integer NOT NULL,
    article_id integer NOT NULL,
    words text NOT NULL,
    PRIMARY KEY (tenant_id, article_id),
    FOREIGN KEY (tenant_id, article_id) REFERENCES article (tenant_id, article_id)
);
