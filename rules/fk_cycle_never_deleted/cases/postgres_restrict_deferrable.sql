-- engine: postgres
-- One defect, one finding: NO ACTION in the place of RESTRICT lets deletes wait.
CREATE TABLE widget (widget_id integer PRIMARY KEY, favorite_entry_id integer);
CREATE TABLE entry (entry_id integer PRIMARY KEY, widget_id integer NOT NULL REFERENCES widget (widget_id));
ALTER TABLE widget ADD CONSTRAINT fk_favorite FOREIGN KEY (favorite_entry_id) REFERENCES entry (entry_id)
    ON DELETE RESTRICT -- ~ fk-deferrable-ineffective
    DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX ON entry (widget_id);
CREATE INDEX ON widget (favorite_entry_id);
