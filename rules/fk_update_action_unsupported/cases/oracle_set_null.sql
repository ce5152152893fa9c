-- engine: oracle
CREATE TABLE users (id NUMBER PRIMARY KEY);
CREATE TABLE post (
    id NUMBER PRIMARY KEY,
    author NUMBER REFERENCES users (id) ON UPDATE SET NULL, -- ~ fk-update-action-unsupported
    editor NUMBER REFERENCES users (id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED, -- ~ fk-update-action-unsupported
    -- What holds without a word may not be said either.
    reader NUMBER REFERENCES users (id) ON UPDATE NO ACTION -- ~ fk-clause-refused "takes no ON UPDATE"
);
CREATE INDEX post_author_ix ON post (author);
CREATE INDEX post_editor_ix ON post (editor);
CREATE INDEX post_reader_ix ON post (reader);
