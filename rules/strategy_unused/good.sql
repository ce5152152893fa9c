-- engine: postgres
CREATE TABLE widget (
    widget_id integer PRIMARY KEY,
    favorite_entry_id integer
);

CREATE TABLE entry (
    entry_id integer PRIMARY KEY,
    widget_id integer NOT NULL REFERENCES widget (widget_id),
    answers_id integer REFERENCES entry (entry_id) -- fklint: post-update
);

ALTER TABLE widget
    -- fklint: post-update
    ADD CONSTRAINT fk_favorite FOREIGN KEY (favorite_entry_id) REFERENCES entry (entry_id);
CREATE INDEX ON entry (widget_id);
CREATE INDEX ON entry (answers_id);
CREATE INDEX ON widget (favorite_entry_id);
