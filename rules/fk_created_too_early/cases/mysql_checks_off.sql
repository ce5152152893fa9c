-- engine: mysql 8.4
-- With checks off the parent may come later; dumps are written so.
SET FOREIGN_KEY_CHECKS = 0;
CREATE TABLE widget (
    widget_id INT PRIMARY KEY,
    entry_id INT,
    CONSTRAINT fk_entry FOREIGN KEY (entry_id) REFERENCES entry (entry_id)
);
CREATE TABLE entry (entry_id INT PRIMARY KEY);
SET FOREIGN_KEY_CHECKS = 1;
