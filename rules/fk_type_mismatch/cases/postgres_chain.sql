-- engine: postgres
-- The child is itself a parent: no plan may tear it from its own children.
CREATE TABLE p (id bigint PRIMARY KEY);
CREATE TABLE c (id text PRIMARY KEY REFERENCES p (id)); -- ~ fk-type-mismatch
CREATE TABLE d (id text PRIMARY KEY REFERENCES c (id));
