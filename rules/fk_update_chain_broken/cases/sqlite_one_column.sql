-- engine: sqlite
CREATE TABLE person (email TEXT NOT NULL PRIMARY KEY);
CREATE TABLE account (email TEXT NOT NULL PRIMARY KEY REFERENCES person (email) ON UPDATE CASCADE);
CREATE TABLE login (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL REFERENCES account (email) -- ~ fk-update-chain-broken
);
CREATE INDEX login_email ON login (email);
