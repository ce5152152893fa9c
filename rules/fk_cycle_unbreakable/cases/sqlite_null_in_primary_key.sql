-- engine: sqlite
-- A primary key of a rowid table that is no INTEGER takes NULL: a first row can leave the link empty.
CREATE TABLE person (code VARCHAR(20) PRIMARY KEY REFERENCES profile (code));
CREATE TABLE profile (code VARCHAR(20) PRIMARY KEY REFERENCES person (code));
