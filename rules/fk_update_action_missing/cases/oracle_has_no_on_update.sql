-- engine: oracle
CREATE TABLE users (username VARCHAR2(40) PRIMARY KEY);
CREATE TABLE post (id NUMBER(10) PRIMARY KEY, author VARCHAR2(40) REFERENCES users (username)); -- ~ fk-not-deferrable-for-key-change
CREATE INDEX post_author ON post (author);
