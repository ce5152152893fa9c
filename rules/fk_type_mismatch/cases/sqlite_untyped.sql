-- engine: sqlite
CREATE TABLE node (
    id INTEGER PRIMARY KEY,
    up REFERENCES node (id), -- ~ fk-type-mismatch "deleting a row of `node` reads all of it: `node.up` is untyped"
    peer INTEGER REFERENCES node (id)
);
CREATE INDEX node_up ON node (up);
CREATE INDEX node_peer ON node (peer);
