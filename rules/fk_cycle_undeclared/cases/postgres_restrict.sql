-- engine: postgres
-- RESTRICT is never checked late: the plan puts NO ACTION in its place.
CREATE TABLE widget (
    widget_id integer PRIMARY KEY,
    favorite_entry_id integer
);
CREATE TABLE entry (
    entry_id integer PRIMARY KEY,
    widget_id integer NOT NULL REFERENCES widget (widget_id)
);
ALTER TABLE widget
    ADD CONSTRAINT fk_favorite FOREIGN KEY (favorite_entry_id) REFERENCES entry (entry_id) ON DELETE RESTRICT; -- ~ fk-cycle-undeclared
CREATE INDEX ON widget (favorite_entry_id);
CREATE INDEX ON entry (widget_id);
