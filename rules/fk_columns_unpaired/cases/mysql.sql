-- engine: mysql 9.7
CREATE TABLE account (
    tenant_id INT NOT NULL,
    account_id INT NOT NULL,
    PRIMARY KEY (tenant_id, account_id)
);
CREATE TABLE payment (
    payment_id INT NOT NULL PRIMARY KEY,
    account_id INT NOT NULL,
    FOREIGN KEY (account_id) REFERENCES account -- ~ fk-columns-unpaired "with the primary key (tenant_id, account_id)"
);
CREATE TABLE refund (
    refund_id INT NOT NULL PRIMARY KEY,
    tenant_id INT,
    account_id INT,
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (account_id) -- ~ fk-columns-unpaired "it pairs (tenant_id, account_id) with (account_id)"
);
CREATE TABLE transfer (
    transfer_id INT NOT NULL PRIMARY KEY,
    account_id INT NOT NULL,
    FOREIGN KEY (account_id, account_id) REFERENCES account (tenant_id, account_id) -- ~ fk-columns-unpaired "`account_id` stands twice"
);
CREATE TABLE fee (
    fee_id INT NOT NULL PRIMARY KEY,
    source_id INT NOT NULL,
    target_id INT NOT NULL,
    FOREIGN KEY (source_id, target_id) REFERENCES account (account_id, account_id) -- ~ fk-columns-unpaired "refers twice"
);
