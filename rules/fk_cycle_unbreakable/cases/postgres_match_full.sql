-- engine: postgres
-- Under MATCH FULL one nullable column of two does not let the row do without its parent.
CREATE TABLE widget (
    tenant integer NOT NULL,
    widget_id integer,
    favorite_entry_id integer,
    PRIMARY KEY (tenant, widget_id)
);
CREATE TABLE entry (
    tenant integer NOT NULL,
    entry_id integer,
    widget_id integer NOT NULL,
    PRIMARY KEY (tenant, entry_id),
    FOREIGN KEY (tenant, widget_id) REFERENCES widget (tenant, widget_id)
);
ALTER TABLE widget
    ADD CONSTRAINT fk_favorite FOREIGN KEY (tenant, favorite_entry_id) REFERENCES entry (tenant, entry_id) MATCH FULL; -- ~ fk-cycle-unbreakable
CREATE INDEX ON widget (tenant, favorite_entry_id);
CREATE INDEX ON entry (tenant, widget_id);
