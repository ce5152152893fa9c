-- engine: sqlite
CREATE TABLE comment (
    id INTEGER PRIMARY KEY,
    reply_to INTEGER REFERENCES comment (id) ON DELETE CASCADE -- ~ cascade-too-deep "more than 1000 rows"
);
CREATE INDEX comment_reply ON comment (reply_to);
