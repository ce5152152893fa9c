-- engine: sqlite
CREATE TABLE users (user_id INTEGER PRIMARY KEY);
CREATE TABLE profile (user_id INTEGER PRIMARY KEY REFERENCES users (user_id), motto TEXT);
CREATE TABLE avatar (
    user_id INTEGER PRIMARY KEY AUTOINCREMENT REFERENCES users (user_id) -- ~ fk-column-auto-increment
);
