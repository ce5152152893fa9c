-- engine: postgres
CREATE TABLE users (
    user_id serial PRIMARY KEY
);

CREATE TABLE profile (
    user_id integer PRIMARY KEY REFERENCES users (user_id),
    motto text
);
