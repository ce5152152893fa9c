-- engine: postgres
-- Foreign keys are declared elsewhere, but not among these tables.
CREATE TABLE users (id integer PRIMARY KEY);
CREATE TABLE tasks (id integer PRIMARY KEY, user_id integer);
CREATE TABLE country (id integer PRIMARY KEY);
CREATE TABLE city (id integer PRIMARY KEY, country_id integer REFERENCES country (id));
CREATE INDEX ON city (country_id);
