-- engine: sqlite
-- What the planner itself says, which is the yardstick: an index of another collation than the parent's is not used, one of
-- all links is, the second column of a primary key is no beginning, and a tree needs an index as well.
CREATE TABLE tag (
    tag_id integer PRIMARY KEY,
    label text NOT NULL COLLATE NOCASE UNIQUE
);

CREATE TABLE tagged (
    tagged_id integer PRIMARY KEY,
    label text NOT NULL REFERENCES tag (label) ON UPDATE CASCADE -- ~ fk-index-missing
);
CREATE INDEX tagged_label ON tagged (label);

CREATE TABLE labelled (
    labelled_id integer PRIMARY KEY,
    label text NOT NULL REFERENCES tag (label) ON UPDATE CASCADE
);
CREATE INDEX labelled_label ON labelled (label COLLATE NOCASE);

CREATE TABLE article (article_id integer PRIMARY KEY);
CREATE TABLE article_tag (
    article_id integer NOT NULL REFERENCES article (article_id) ON DELETE CASCADE,
    tag_id integer NOT NULL REFERENCES tag (tag_id) ON DELETE CASCADE, -- ~ fk-index-missing
    PRIMARY KEY (article_id, tag_id)
);

CREATE TABLE folder (
    folder_id integer PRIMARY KEY,
    parent_id integer REFERENCES folder (folder_id) -- ~ fk-index-missing
);
