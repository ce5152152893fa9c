-- engine: sqlserver
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
CREATE TABLE #t (
    id INT NOT NULL PRIMARY KEY,
    p_id INT CONSTRAINT t_p REFERENCES p (id) -- ~ fk-temporary-table "rows of `#t` need no `p`"
);
CREATE INDEX t_p_ix ON #t (p_id);
