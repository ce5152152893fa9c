-- engine: mysql
CREATE TABLE account (account_id INT NOT NULL PRIMARY KEY);

CREATE TABLE payment (
    payment_id INT NOT NULL PRIMARY KEY,
    account_id INT NOT NULL,
    CONSTRAINT fk_account FOREIGN KEY (account_id) REFERENCES account (account_id) ON DELETE CASCADE
);

CREATE TABLE refund (
    refund_id INT NOT NULL PRIMARY KEY,
    account_id INT NOT NULL,
    CONSTRAINT FK_Account FOREIGN KEY (account_id) REFERENCES account (account_id) ON DELETE CASCADE -- ~ fk-name-taken "a foreign key of `payment` is called `FK_Account` too"
);
