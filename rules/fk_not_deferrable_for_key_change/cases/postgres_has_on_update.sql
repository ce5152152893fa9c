-- engine: postgres
-- The engine has ON UPDATE CASCADE.
CREATE TABLE users (username VARCHAR(40) PRIMARY KEY);
CREATE TABLE post (
    id INTEGER PRIMARY KEY,
    author VARCHAR(40) NOT NULL,
    CONSTRAINT post_author FOREIGN KEY (author) REFERENCES users (username) ON DELETE CASCADE -- ~ fk-update-action-missing
);
CREATE INDEX post_author_ix ON post (author);
