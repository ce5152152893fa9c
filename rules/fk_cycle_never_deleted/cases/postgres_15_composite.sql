-- engine: postgres 15
-- SET NULL (favorite_entry_id) clears the link alone.
CREATE TABLE widget (
    widget_id integer PRIMARY KEY,
    favorite_entry_id integer
);
CREATE TABLE entry (
    entry_id integer PRIMARY KEY,
    widget_id integer NOT NULL,
    UNIQUE (widget_id, entry_id),
    CONSTRAINT fk_entry_widget FOREIGN KEY (widget_id) REFERENCES widget (widget_id)
);
-- fklint: post-update
ALTER TABLE widget
    ADD CONSTRAINT fk_favorite FOREIGN KEY (widget_id, favorite_entry_id) REFERENCES entry (widget_id, entry_id);
-- ~^ fk-cycle-never-deleted
CREATE INDEX ON widget (widget_id, favorite_entry_id);
