-- engine: sqlserver
CREATE TABLE book (
    book_id INT PRIMARY KEY,
    author_id INT CONSTRAINT fk_author REFERENCES author (author_id), -- ~ fk-created-too-early
    INDEX book_author (author_id)
);
CREATE TABLE author (author_id INT PRIMARY KEY);
