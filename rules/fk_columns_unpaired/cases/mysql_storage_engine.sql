-- engine: mysql
CREATE TABLE account (account_id INT NOT NULL PRIMARY KEY) ENGINE=MyISAM;
CREATE TABLE payment (
    payment_id INT NOT NULL PRIMARY KEY,
    tenant_id INT NOT NULL,
    account_id INT NOT NULL,
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (account_id) -- ~ fk-columns-unpaired, fk-lost-to-storage-engine
) ENGINE=MyISAM;
