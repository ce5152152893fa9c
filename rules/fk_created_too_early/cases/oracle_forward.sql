-- engine: oracle
CREATE TABLE book (
    book_id NUMBER(10) PRIMARY KEY,
    author_id NUMBER(10) CONSTRAINT fk_author REFERENCES author (author_id) -- ~ fk-created-too-early
);
CREATE TABLE author (author_id NUMBER(10) PRIMARY KEY);
CREATE INDEX book_author ON book (author_id);
