-- engine: postgres
CREATE TABLE plan (id integer PRIMARY KEY);
CREATE TABLE entry (
    id integer PRIMARY KEY,
    plan_id integer NOT NULL,
    CONSTRAINT aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_plan CHECK (plan_id > 0),
    CONSTRAINT aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_plan_fk FOREIGN KEY (plan_id) REFERENCES plan (id) -- ~ fk-name-too-long "names another constraint"
);
CREATE INDEX ON entry (plan_id);
