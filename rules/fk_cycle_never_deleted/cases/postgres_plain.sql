-- engine: postgres
-- NO ACTION looks at the end of each statement, which deletes one of the two.
CREATE TABLE widget (widget_id integer PRIMARY KEY, favorite_entry_id integer);
CREATE TABLE entry (
    entry_id integer PRIMARY KEY,
    widget_id integer NOT NULL,
    CONSTRAINT fk_entry_widget FOREIGN KEY (widget_id) REFERENCES widget (widget_id)
);
ALTER TABLE widget ADD CONSTRAINT fk_favorite -- fklint: post-update
    FOREIGN KEY (favorite_entry_id) REFERENCES entry (entry_id); -- ~ fk-cycle-never-deleted
CREATE INDEX entry_widget ON entry (widget_id);
CREATE INDEX widget_favorite ON widget (favorite_entry_id);
