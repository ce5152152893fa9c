-- engine: mariadb 10.11
-- Two links to the same child, one of them mandatory: only the other one can be written second, which does not help.
CREATE TABLE account (
    account_id INT AUTO_INCREMENT PRIMARY KEY,
    main_card_id INT NOT NULL,
    spare_card_id INT NULL
);
CREATE TABLE card (
    card_id INT AUTO_INCREMENT PRIMARY KEY,
    account_id INT NULL,
    FOREIGN KEY (account_id) REFERENCES account (account_id) -- ~ fk-cycle-undeclared
);
ALTER TABLE account ADD FOREIGN KEY (main_card_id) REFERENCES card (card_id);
ALTER TABLE account ADD FOREIGN KEY (spare_card_id) REFERENCES card (card_id);
