-- engine: postgres
-- What sorts tables at run time says it when the first transaction fails. Here it is in the text: no order of these two
-- statements works, and with the foreign keys added later no first row can be written.
CREATE TABLE chicken (
    chicken_id integer PRIMARY KEY,
    egg_id integer NOT NULL REFERENCES egg (egg_id) -- ~ fk-created-too-early, fk-cycle-unbreakable
);
CREATE TABLE egg (
    egg_id integer PRIMARY KEY,
    chicken_id integer NOT NULL REFERENCES chicken (chicken_id)
);
CREATE INDEX chicken_egg ON chicken (egg_id);
CREATE INDEX egg_chicken ON egg (chicken_id);
