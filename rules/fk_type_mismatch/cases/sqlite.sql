-- engine: sqlite
CREATE TABLE p (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, tag UUID NOT NULL UNIQUE);
CREATE TABLE c (
    id INTEGER PRIMARY KEY,
    p_id TEXT NOT NULL REFERENCES p (id), -- ~ fk-type-mismatch "reads all of `c`"
    p_code INTEGER NOT NULL REFERENCES p (code) ON UPDATE CASCADE, -- ~ fk-type-mismatch "may not find its parent"
    p_big BIGINT REFERENCES p (id),
    p_char VARCHAR(20) NOT NULL REFERENCES p (code) ON UPDATE CASCADE
);
CREATE INDEX c_p_id ON c (p_id);
CREATE INDEX c_p_code ON c (p_code);
CREATE INDEX c_p_big ON c (p_big);
CREATE INDEX c_p_char ON c (p_char);
