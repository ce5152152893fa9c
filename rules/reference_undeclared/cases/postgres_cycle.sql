-- engine: postgres
-- Declared, it makes a cycle: that needs a decision more.
CREATE TABLE team (team_id integer PRIMARY KEY,
    member_id integer -- ~ reference-undeclared "rows of `team` need no `member`"
);
CREATE TABLE member (member_id integer PRIMARY KEY, team_id integer NOT NULL REFERENCES team (team_id));
CREATE INDEX ON member (team_id);
CREATE TABLE badge (badge_id integer PRIMARY KEY, member_id integer REFERENCES member (member_id));
CREATE INDEX ON badge (member_id);
