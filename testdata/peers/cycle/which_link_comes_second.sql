-- engine: mysql 8.4
-- A finder that names the tables of a cycle and stops there leaves the question open: which of the foreign keys is written
-- second? The one that may be NULL, and of two such the link beside an ownership.
CREATE TABLE orders (
    order_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    latest_line_id INT NULL
);
CREATE TABLE line (
    line_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id INT NOT NULL,
    CONSTRAINT line_order FOREIGN KEY (order_id) REFERENCES orders (order_id)
);
ALTER TABLE orders ADD CONSTRAINT orders_latest_line FOREIGN KEY (latest_line_id) REFERENCES line (line_id); -- ~ fk-cycle-undeclared "`orders` and `line`"

-- No link can be left out, and MySQL checks none of them late.
CREATE TABLE husband (husband_id INT NOT NULL PRIMARY KEY, wife_id INT NOT NULL);
CREATE TABLE wife (
    wife_id INT NOT NULL PRIMARY KEY,
    husband_id INT NOT NULL,
    FOREIGN KEY (husband_id) REFERENCES husband (husband_id)
);
ALTER TABLE husband ADD CONSTRAINT husband_wife FOREIGN KEY (wife_id) REFERENCES wife (wife_id); -- ~ fk-cycle-unbreakable
