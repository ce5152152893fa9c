-- engine: oracle
CREATE TABLE category (
    category_id NUMBER(10) GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    parent_id NUMBER(10) NOT NULL CONSTRAINT fk_parent REFERENCES category (category_id) -- ~ self-reference-not-null "always generated"
);
CREATE INDEX category_parent ON category (parent_id);
