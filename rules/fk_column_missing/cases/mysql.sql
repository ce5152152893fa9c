-- engine: mysql
CREATE TABLE account (account_id INT NOT NULL PRIMARY KEY);
CREATE TABLE payment (
    payment_id INT NOT NULL PRIMARY KEY,
    FOREIGN KEY (account_id) REFERENCES account (account_id) -- ~ fk-column-missing "`payment` has no column `account_id`"
);
CREATE TABLE refund (
    refund_id INT NOT NULL PRIMARY KEY,
    FOREIGN KEY (account_id) REFERENCES account (account_id) -- ~ fk-column-missing, fk-lost-to-storage-engine
) ENGINE=MyISAM;
