-- engine: sqlite
CREATE TABLE artist (artist_id INTEGER PRIMARY KEY, active INTEGER NOT NULL);
CREATE VIEW active_artist AS SELECT * FROM artist WHERE active;
CREATE TABLE track (
    id INTEGER PRIMARY KEY,
    artist_id INTEGER REFERENCES artist (id) -- ~ fk-parent-missing "artist.id"
);
CREATE INDEX track_artist ON track (artist_id);
CREATE TABLE concert (
    id INTEGER PRIMARY KEY,
    artist_id INTEGER REFERENCES active_artist (artist_id) -- ~ fk-parent-missing "view"
);
CREATE INDEX concert_artist ON concert (artist_id);
