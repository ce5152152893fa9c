-- engine: postgres
CREATE TABLE users (
    user_id serial PRIMARY KEY
);

CREATE TABLE profile (
    user_id integer NOT NULL PRIMARY KEY REFERENCES users (user_id), -- ~ fk-column-auto-increment "generated values"
    motto text
);
