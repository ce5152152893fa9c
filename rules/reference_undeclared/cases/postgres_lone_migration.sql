-- engine: postgres, migration
-- Another migration may add the foreign key.
CREATE TABLE users (id integer PRIMARY KEY);
CREATE TABLE projects (id integer PRIMARY KEY, user_id integer CONSTRAINT projects_user REFERENCES users (id));
CREATE INDEX projects_user_ix ON projects (user_id);
CREATE TABLE tasks (id integer PRIMARY KEY, user_id integer);
