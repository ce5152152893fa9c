-- engine: postgres
-- Whether the links may be NULL was not read.
ALTER TABLE widget ADD CONSTRAINT fk_favorite FOREIGN KEY (favorite_entry_id) REFERENCES entry (entry_id);
ALTER TABLE entry ADD CONSTRAINT fk_widget FOREIGN KEY (widget_id) REFERENCES widget (widget_id);
