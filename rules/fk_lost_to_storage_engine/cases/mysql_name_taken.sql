-- engine: mysql
CREATE TABLE account (account_id INT PRIMARY KEY) ENGINE=InnoDB;
CREATE TABLE payment (
    payment_id INT PRIMARY KEY,
    account_id INT NOT NULL,
    CONSTRAINT fk_account FOREIGN KEY (account_id) REFERENCES account (account_id)
) ENGINE=InnoDB;
CREATE TABLE refund (
    refund_id INT PRIMARY KEY,
    account_id INT NOT NULL,
    -- The name is that of a foreign key by now.
    CONSTRAINT FK_Account FOREIGN KEY (account_id) REFERENCES account (account_id) -- ~ fk-lost-to-storage-engine
) ENGINE=MyISAM;
CREATE TABLE voucher (
    voucher_id INT PRIMARY KEY,
    account_id INT NOT NULL,
    -- The first of two that come back has it again.
    CONSTRAINT fk_owner FOREIGN KEY (account_id) REFERENCES account (account_id) -- ~ fk-lost-to-storage-engine
) ENGINE=MyISAM;
CREATE TABLE letter (
    letter_id INT PRIMARY KEY,
    account_id INT NOT NULL,
    CONSTRAINT fk_owner FOREIGN KEY (account_id) REFERENCES account (account_id) -- ~ fk-lost-to-storage-engine
) ENGINE=MyISAM;
