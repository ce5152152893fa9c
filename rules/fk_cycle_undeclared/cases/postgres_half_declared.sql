-- engine: postgres
-- One of two links is declared: the other one is still open.
CREATE TABLE widget (
    widget_id integer PRIMARY KEY,
    best_entry_id integer,
    worst_entry_id integer
);
CREATE TABLE entry (
    entry_id integer PRIMARY KEY,
    widget_id integer NOT NULL REFERENCES widget (widget_id)
);
-- fklint: post-update
ALTER TABLE widget ADD CONSTRAINT fk_best FOREIGN KEY (best_entry_id) REFERENCES entry (entry_id);

ALTER TABLE widget ADD CONSTRAINT fk_worst FOREIGN KEY (worst_entry_id) REFERENCES entry (entry_id); -- ~ fk-cycle-undeclared
CREATE INDEX ON widget (best_entry_id);
CREATE INDEX ON widget (worst_entry_id);
CREATE INDEX ON entry (widget_id);
