-- engine: sqlserver
-- 547.
CREATE TABLE widget (widget_id int IDENTITY PRIMARY KEY, favorite_entry_id int);
CREATE TABLE entry (
    entry_id int IDENTITY PRIMARY KEY,
    widget_id int NOT NULL,
    CONSTRAINT fk_entry_widget FOREIGN KEY (widget_id) REFERENCES widget (widget_id)
);
ALTER TABLE widget ADD CONSTRAINT fk_favorite -- fklint: post-update
    FOREIGN KEY (favorite_entry_id) REFERENCES entry (entry_id); -- ~ fk-cycle-never-deleted
CREATE INDEX entry_widget ON entry (widget_id);
CREATE INDEX widget_favorite ON widget (favorite_entry_id);
