-- engine: postgres
-- A schema without foreign keys is one on purpose.
CREATE TABLE users (id integer PRIMARY KEY);
CREATE TABLE tasks (id integer PRIMARY KEY, user_id integer);
