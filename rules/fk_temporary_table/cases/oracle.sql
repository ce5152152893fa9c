-- engine: oracle
CREATE TABLE p (id NUMBER PRIMARY KEY);
CREATE GLOBAL TEMPORARY TABLE t (
    id NUMBER PRIMARY KEY,
    p_id NUMBER CONSTRAINT t_p REFERENCES p (id) -- ~ fk-temporary-table "`t_p` is refused: `t` is temporary"
) ON COMMIT PRESERVE ROWS;
CREATE INDEX t_p_ix ON t (p_id);
