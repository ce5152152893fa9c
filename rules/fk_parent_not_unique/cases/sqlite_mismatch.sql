-- engine: sqlite
CREATE TABLE album (
    id INTEGER PRIMARY KEY,
    disc INTEGER NOT NULL,
    side INTEGER NOT NULL,
    UNIQUE (disc, side)
);
CREATE TABLE song (
    id INTEGER PRIMARY KEY,
    disc INTEGER NOT NULL REFERENCES album (disc) -- ~ fk-parent-not-unique "fails at every write"
);
CREATE INDEX song_disc ON song (disc);
