-- engine: postgres
CREATE TABLE users (email text PRIMARY KEY);
CREATE TABLE profile (
    email text PRIMARY KEY REFERENCES users (email) -- ~ fk-update-action-missing
);
CREATE TABLE avatar (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner text NOT NULL REFERENCES profile (email) -- ~ fk-update-action-missing
);
CREATE INDEX ON avatar (owner);
-- The key of `device` is a copy of a surrogate key: it never changes.
CREATE TABLE account (id uuid PRIMARY KEY);
CREATE TABLE device (name uuid PRIMARY KEY REFERENCES account (id));
CREATE TABLE ping (name uuid PRIMARY KEY REFERENCES device (name));
