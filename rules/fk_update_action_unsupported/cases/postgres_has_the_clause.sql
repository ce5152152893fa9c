-- engine: postgres
CREATE TABLE users (username VARCHAR(40) NOT NULL PRIMARY KEY);
CREATE TABLE post (
    id INTEGER NOT NULL PRIMARY KEY,
    author VARCHAR(40) NOT NULL,
    FOREIGN KEY (author) REFERENCES users (username) ON UPDATE CASCADE
);
CREATE INDEX post_author ON post (author);
