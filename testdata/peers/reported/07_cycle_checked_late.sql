-- engine: sqlite
-- A tool that calls every circle of foreign keys an error refuses this schema. A link that is checked at COMMIT can be
-- written in any order.
CREATE TABLE playlist (
    playlist_id integer PRIMARY KEY,
    cover_track_id integer NOT NULL REFERENCES track (track_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE track (
    track_id integer PRIMARY KEY,
    playlist_id integer NOT NULL REFERENCES playlist (playlist_id)
);
CREATE INDEX playlist_cover ON playlist (cover_track_id);
CREATE INDEX track_playlist ON track (playlist_id);
