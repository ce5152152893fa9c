-- engine: sqlite
CREATE TABLE artist (artist_id INTEGER PRIMARY KEY);
CREATE TABLE track (
    track_id INTEGER PRIMARY KEY,
    artist_id INTEGER NOT NULL REFERENCES artist (artist_id) -- ~ fk-index-missing
);
