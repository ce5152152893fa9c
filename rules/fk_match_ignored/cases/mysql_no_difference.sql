-- engine: mysql 8.4
CREATE TABLE account (tenant_id INT NOT NULL, account_id INT NOT NULL, email VARCHAR(80) NOT NULL, PRIMARY KEY (tenant_id, account_id), UNIQUE KEY (email));
CREATE TABLE payment (
    payment_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    tenant_id INT NOT NULL,
    account_id INT NOT NULL,
    email VARCHAR(80),
    -- No NULL, and one column alone: all kinds of MATCH are one.
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id) MATCH FULL,
    FOREIGN KEY (email) REFERENCES account (email) MATCH FULL ON UPDATE CASCADE
);
