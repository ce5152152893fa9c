-- engine: postgres
-- A link that others point at is more than a link; a one-to-one extension is none.
CREATE TABLE a (a_id integer PRIMARY KEY);
CREATE TABLE b (b_id integer PRIMARY KEY);
CREATE TABLE a_b (
    a_id integer REFERENCES a (a_id),
    b_id integer REFERENCES b (b_id),
    PRIMARY KEY (a_id, b_id)
);
CREATE TABLE vote (
    a_id integer NOT NULL,
    b_id integer NOT NULL,
    voter text NOT NULL,
    PRIMARY KEY (a_id, b_id, voter),
    FOREIGN KEY (a_id, b_id) REFERENCES a_b (a_id, b_id)
);
CREATE TABLE more (
    a_id integer NOT NULL,
    b_id integer NOT NULL,
    PRIMARY KEY (a_id, b_id),
    FOREIGN KEY (a_id, b_id) REFERENCES a_b (a_id, b_id),
    FOREIGN KEY (b_id) REFERENCES b (b_id)
);
CREATE INDEX ON a_b (b_id);
CREATE INDEX ON more (b_id);
