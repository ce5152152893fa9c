-- engine: postgres
CREATE TABLE comment (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reply_to bigint REFERENCES comment (id) ON DELETE CASCADE
);
CREATE INDEX ON comment (reply_to);
