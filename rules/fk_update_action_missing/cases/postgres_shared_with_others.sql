-- engine: postgres
-- A change of `name` alone can be followed, one of `line` only where the other stop is there.
CREATE TABLE stop (line text NOT NULL, name text NOT NULL, PRIMARY KEY (line, name));
CREATE TABLE hop (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    line text NOT NULL,
    origin text NOT NULL,
    goal text NOT NULL,
    FOREIGN KEY (line, origin) REFERENCES stop (line, name), -- ~ fk-update-action-missing
    FOREIGN KEY (line, goal) REFERENCES stop (line, name) -- ~ fk-update-action-missing
);
CREATE INDEX ON hop (line, origin);
CREATE INDEX ON hop (line, goal);
-- Both parents must have the new value.
CREATE TABLE author (email text PRIMARY KEY);
CREATE TABLE list (email text NOT NULL, topic text NOT NULL, PRIMARY KEY (email, topic));
CREATE TABLE mailing (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL REFERENCES author (email), -- ~ fk-update-action-missing
    topic text NOT NULL,
    FOREIGN KEY (email, topic) REFERENCES list (email, topic) -- ~ fk-update-action-missing
);
CREATE INDEX ON mailing (email, topic);
