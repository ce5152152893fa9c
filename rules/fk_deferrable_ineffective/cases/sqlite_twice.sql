-- engine: sqlite
CREATE TABLE album (album_id integer PRIMARY KEY);
-- The other foreign key refuses at once what this one would leave to COMMIT.
CREATE TABLE song (
    song_id integer PRIMARY KEY,
    album_id integer NOT NULL REFERENCES album (album_id),
    FOREIGN KEY (album_id) REFERENCES album (album_id) -- ~ fk-duplicate
        DEFERRABLE -- ~ fk-deferrable-ineffective
);
CREATE INDEX song_album ON song (album_id);
