-- engine: sqlite
-- The first pair is refused, the second waits for COMMIT.
PRAGMA foreign_keys = ON;
CREATE TABLE widget (
    widget_id integer PRIMARY KEY,
    favorite_entry_id integer REFERENCES entry (entry_id) -- fklint: post-update
    -- ~^ fk-cycle-never-deleted
);
CREATE TABLE entry (entry_id integer PRIMARY KEY, widget_id integer NOT NULL REFERENCES widget (widget_id));
CREATE TABLE team (
    team_id integer PRIMARY KEY,
    leader_id integer REFERENCES person (person_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE person (person_id integer PRIMARY KEY, team_id integer NOT NULL REFERENCES team (team_id));
CREATE INDEX widget_favorite ON widget (favorite_entry_id);
CREATE INDEX entry_widget ON entry (widget_id);
CREATE INDEX team_leader ON team (leader_id);
CREATE INDEX person_team ON person (team_id);
