-- engine: mariadb
CREATE TABLE account (id INT NOT NULL PRIMARY KEY, code INT NOT NULL UNIQUE);
CREATE TABLE payment (
    payment_id INT NOT NULL PRIMARY KEY,
    account_id INT NOT NULL,
    code INT NOT NULL,
    FOREIGN KEY (account_id) REFERENCES account, -- ~ fk-columns-unpaired "which has no `account_id`"
    FOREIGN KEY (code) REFERENCES account
);
CREATE TABLE link (tenant_id INT NOT NULL, id INT NOT NULL, PRIMARY KEY (tenant_id, id));
CREATE TABLE click (
    click_id INT NOT NULL PRIMARY KEY,
    tenant_id INT NOT NULL,
    link_id INT NOT NULL,
    -- The first column of a key is enough here, and is what is referred to.
    FOREIGN KEY (tenant_id) REFERENCES link,
    FOREIGN KEY (link_id) REFERENCES link (tenant_id, id) -- ~ fk-columns-unpaired "it pairs (link_id) with (tenant_id, id)"
);
