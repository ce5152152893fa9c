-- engine: postgres
CREATE TABLE node (code text PRIMARY KEY, up text REFERENCES node (code) ON UPDATE CASCADE);
CREATE INDEX ON node (up);
