-- engine: sqlserver
CREATE TABLE p (id INT NOT NULL PRIMARY KEY, grp INT NOT NULL);
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    grp INT NOT NULL CONSTRAINT c_p REFERENCES p (grp) -- ~ fk-parent-not-unique
);
CREATE INDEX c_grp ON c (grp);
