-- engine: mariadb
CREATE TABLE account (account_id INT PRIMARY KEY);
CREATE TABLE payment (
    payment_id INT PRIMARY KEY,
    account_id INT NOT NULL,
    CONSTRAINT fk_account FOREIGN KEY (account_id) REFERENCES account (account_id)
);
CREATE TABLE refund (
    refund_id INT PRIMARY KEY,
    account_id INT NOT NULL,
    CONSTRAINT fk_account FOREIGN KEY (account_id) REFERENCES account (account_id) -- ~ fk-lost-to-storage-engine
) ENGINE=Aria;
CREATE TABLE voucher (
    voucher_id INT PRIMARY KEY,
    account_id INT NOT NULL,
    CONSTRAINT owned FOREIGN KEY (account_id) REFERENCES account (account_id) -- ~ fk-lost-to-storage-engine
) ENGINE=MyISAM;
-- A CHECK that came later has the name of the foreign key that never was.
ALTER TABLE voucher ADD CONSTRAINT owned CHECK (account_id > 0);
