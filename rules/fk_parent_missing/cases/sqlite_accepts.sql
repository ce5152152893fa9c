-- engine: sqlite
CREATE TABLE track (
    id INTEGER PRIMARY KEY,
    artist_id INTEGER REFERENCES artists (id) -- ~ fk-parent-missing "artists"
);
CREATE INDEX track_artist ON track (artist_id);
