-- engine: sqlite
-- A tool that goes by names ending in `_id` complains at a column that refers to nothing, and one that knows single columns
-- only says nothing of a foreign key of two.
CREATE TABLE branch (
    bank integer NOT NULL,
    branch integer NOT NULL,
    PRIMARY KEY (bank, branch)
);

CREATE TABLE teller (
    teller_id integer PRIMARY KEY,
    badge_id integer NOT NULL,
    bank integer NOT NULL,
    branch integer NOT NULL,
    FOREIGN KEY (bank, branch) REFERENCES branch (bank, branch) -- ~ fk-index-missing
);
CREATE INDEX teller_badge ON teller (badge_id);

CREATE TABLE gate (
    gate_id integer PRIMARY KEY,
    external_id integer NOT NULL
);
