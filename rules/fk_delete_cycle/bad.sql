-- engine: postgres
-- Who deletes one entry deletes the widgets that like it, with all their entries.
CREATE TABLE widget (
    widget_id integer PRIMARY KEY,
    favorite_entry_id integer
);

CREATE TABLE entry (
    entry_id integer PRIMARY KEY,
    widget_id integer NOT NULL REFERENCES widget (widget_id) ON DELETE CASCADE
);

-- fklint: post-update
ALTER TABLE widget
    ADD CONSTRAINT fk_favorite FOREIGN KEY (favorite_entry_id) REFERENCES entry (entry_id)
    ON DELETE CASCADE;
-- ~^ fk-delete-cycle "can spread through"
CREATE INDEX ON widget (favorite_entry_id);
CREATE INDEX ON entry (widget_id);
