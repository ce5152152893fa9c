-- engine: sqlserver
-- The same on every engine.
CREATE TABLE a (a_id int PRIMARY KEY);
CREATE TABLE b (
    b_id int PRIMARY KEY,
    a_id int,
    CONSTRAINT fk_b_a FOREIGN KEY (a_id) REFERENCES a (a_id) -- fklint: post-update
    -- ~^ strategy-unused
);
CREATE INDEX b_a ON b (a_id);
