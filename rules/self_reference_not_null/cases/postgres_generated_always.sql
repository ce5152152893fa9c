-- engine: postgres
-- The key cannot be given, so it cannot be known before the INSERT.
CREATE TABLE category (
    category_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    parent_id integer NOT NULL REFERENCES category (category_id) -- ~ self-reference-not-null "always generated"
);
CREATE INDEX ON category (parent_id);
