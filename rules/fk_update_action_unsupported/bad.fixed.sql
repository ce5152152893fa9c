-- engine: oracle
CREATE TABLE users (username VARCHAR2(40) PRIMARY KEY);
CREATE TABLE post (
    id NUMBER PRIMARY KEY,
    author VARCHAR2(40) NOT NULL,
    CONSTRAINT post_author FOREIGN KEY (author) REFERENCES users (username)
        ON DELETE CASCADE
        DEFERRABLE INITIALLY DEFERRED -- ~ fk-update-action-unsupported "this engine has no ON UPDATE CASCADE"
);
CREATE INDEX post_author_ix ON post (author);
