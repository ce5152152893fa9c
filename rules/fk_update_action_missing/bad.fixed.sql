-- engine: postgres
CREATE TABLE users (
    username varchar(40) PRIMARY KEY,
    joined_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE post (
    post_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    author varchar(40) NOT NULL,
    body text NOT NULL,
    CONSTRAINT post_author_fkey FOREIGN KEY (author) REFERENCES users (username) ON UPDATE CASCADE -- ~ fk-update-action-missing "a change of `users (username)` is refused"
);
CREATE INDEX ON post (author);
