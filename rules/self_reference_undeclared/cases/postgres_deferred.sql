-- engine: postgres
-- Said by the schema itself.
CREATE TABLE a (
    a_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    up_id integer REFERENCES a (a_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON a (up_id);
