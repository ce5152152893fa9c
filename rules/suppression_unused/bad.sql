-- engine: postgres
CREATE TABLE author (
    author_id integer PRIMARY KEY -- fklint: allow(fk-index-missing) nothing to index here
    -- ~^ suppression-unused "changes nothing"
);

-- fklint: allow(fk-cycle-undeclared) there is none
-- ~^ suppression-unused
CREATE TABLE tag (
    tag_id integer PRIMARY KEY
);

-- fklint: ignore(fk-index-missing)
-- ~^ suppression-unused "not known"
