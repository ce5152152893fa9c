-- engine: sqlite
CREATE TABLE account (account_id INTEGER PRIMARY KEY);
CREATE TABLE payment (
    payment_id TEXT PRIMARY KEY,
    "Account" INTEGER,
    FOREIGN KEY (account) REFERENCES account (account_id),
    FOREIGN KEY (rowid) REFERENCES account (account_id) -- ~ fk-column-missing "has no column `rowid`"
);
CREATE INDEX payment_account ON payment (account);
