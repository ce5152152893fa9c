-- engine: sqlite
CREATE TABLE node (code TEXT NOT NULL PRIMARY KEY, up TEXT REFERENCES node (code) ON UPDATE CASCADE);
CREATE INDEX node_up ON node (up);
