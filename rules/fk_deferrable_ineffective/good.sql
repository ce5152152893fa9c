-- engine: postgres
CREATE TABLE widget (
    widget_id integer PRIMARY KEY,
    title text NOT NULL
);

-- NO ACTION waits, and so does a check that a transaction asks to wait.
CREATE TABLE entry (
    entry_id integer PRIMARY KEY,
    widget_id integer NOT NULL,
    other_widget_id integer REFERENCES widget (widget_id) ON DELETE SET NULL DEFERRABLE,
    CONSTRAINT fk_entry_widget FOREIGN KEY (widget_id) REFERENCES widget (widget_id)
        ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON entry (widget_id);
CREATE INDEX ON entry (other_widget_id);

-- RESTRICT promises nothing.
CREATE TABLE vote (
    vote_id integer PRIMARY KEY,
    entry_id integer NOT NULL REFERENCES entry (entry_id) ON DELETE RESTRICT
);
CREATE INDEX ON vote (entry_id);
