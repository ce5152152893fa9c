-- engine: postgres
CREATE TABLE users (
    username varchar(40) PRIMARY KEY,
    manager varchar(40) REFERENCES users (username) ON UPDATE CASCADE
);
CREATE INDEX ON users (manager);

CREATE TABLE country (code char(2) PRIMARY KEY, name text NOT NULL);
CREATE TABLE order_status (status text PRIMARY KEY);
CREATE TABLE folder (folder_id varchar(36) PRIMARY KEY);
CREATE TABLE tag (id uuid NOT NULL, kind text NOT NULL, PRIMARY KEY (id), UNIQUE (id, kind));

CREATE TABLE post (
    post_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    author varchar(40) NOT NULL REFERENCES users (username) ON UPDATE CASCADE,
    -- Checked at COMMIT: the key can change first, its copies after.
    reviewer varchar(40) REFERENCES users (username) DEFERRABLE INITIALLY DEFERRED,
    country char(2) NOT NULL REFERENCES country (code),
    status text NOT NULL REFERENCES order_status (status),
    folder_id varchar(36) NOT NULL REFERENCES folder (folder_id),
    tag_id uuid,
    tag_kind text,
    CONSTRAINT post_tag CHECK ((tag_id IS NULL) = (tag_kind IS NULL)),
    FOREIGN KEY (tag_id, tag_kind) REFERENCES tag (id, kind)
);
CREATE INDEX ON post (author);
CREATE INDEX ON post (reviewer);
CREATE INDEX ON post (country);
CREATE INDEX ON post (status);
CREATE INDEX ON post (folder_id);
CREATE INDEX ON post (tag_id, tag_kind);
