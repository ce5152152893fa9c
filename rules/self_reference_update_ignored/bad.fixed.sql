-- engine: mysql 8.4
CREATE TABLE account (
    account_no VARCHAR(12) NOT NULL PRIMARY KEY,
    parent_no VARCHAR(12),
    title VARCHAR(80) NOT NULL,
    CONSTRAINT account_parent FOREIGN KEY (parent_no) REFERENCES account (account_no)
        ON DELETE SET NULL -- ~ self-reference-update-ignored "ON UPDATE CASCADE acts as RESTRICT"
);
