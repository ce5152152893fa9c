-- engine: postgres
CREATE TABLE widget (
    widget_id integer PRIMARY KEY, -- fklint: post-update
    -- ~^ strategy-unused "no foreign key stands on this line"
    favorite_entry_id integer
);

CREATE TABLE entry (
    entry_id integer PRIMARY KEY,
    widget_id integer NOT NULL REFERENCES widget (widget_id) -- fklint: post-update
    -- ~^ strategy-unused "is in no cycle"
);
CREATE INDEX ON entry (widget_id);
