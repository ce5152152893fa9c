-- engine: postgres
-- A column that references itself always has its parent.
CREATE TABLE category (
    category_id integer PRIMARY KEY REFERENCES category (category_id)
);
