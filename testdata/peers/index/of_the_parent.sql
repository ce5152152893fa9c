-- engine: sqlite
-- A tool that looks at both ends of a reference complains at the parent too. The parent's end is a key, which always is an
-- index; what is searched when a parent goes is the child.
CREATE TABLE author (
    author_id integer PRIMARY KEY,
    pen_name text NOT NULL UNIQUE
);

CREATE TABLE novel (
    novel_id integer PRIMARY KEY,
    author_id integer NOT NULL REFERENCES author (author_id) -- ~ fk-index-missing
);
