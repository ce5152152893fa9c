-- engine: mysql 8.4
SET FOREIGN_KEY_CHECKS = 0;
SET FOREIGN_KEY_CHECKS = 1;
CREATE TABLE widget (
    widget_id INT PRIMARY KEY,
    entry_id INT,
    CONSTRAINT fk_entry FOREIGN KEY (entry_id) REFERENCES entry (entry_id) -- ~ fk-created-too-early
);
CREATE TABLE entry (entry_id INT PRIMARY KEY);
