-- engine: sqlite
-- A primary key of a rowid table that is no INTEGER takes NULL: a first row can leave the link empty.
CREATE TABLE person (id VARCHAR(36) PRIMARY KEY REFERENCES profile (id));
CREATE TABLE profile (id VARCHAR(36) PRIMARY KEY REFERENCES person (id));
