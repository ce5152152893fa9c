-- engine: postgres
CREATE TABLE widget (
    widget_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    favorite_entry_id bigint
);
CREATE TABLE entry (
    entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    widget_id bigint REFERENCES widget (widget_id) ON DELETE SET NULL,
    UNIQUE (widget_id, entry_id)
);
-- fklint: post-update
ALTER TABLE widget ADD CONSTRAINT fk_favorite_entry
    FOREIGN KEY (widget_id, favorite_entry_id) REFERENCES entry (widget_id, entry_id)
    ON DELETE SET NULL (favorite_entry_id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX ON widget (widget_id, favorite_entry_id);
