-- engine: mysql 8.4
-- Nothing defers here: the way out is a declaration.
CREATE TABLE widget (
    widget_id INT AUTO_INCREMENT PRIMARY KEY,
    favorite_entry_id INT
);
CREATE TABLE entry (
    entry_id INT AUTO_INCREMENT PRIMARY KEY,
    widget_id INT NOT NULL,
    CONSTRAINT fk_widget FOREIGN KEY (widget_id) REFERENCES widget (widget_id)
);
ALTER TABLE widget
    ADD CONSTRAINT fk_favorite FOREIGN KEY (favorite_entry_id) REFERENCES entry (entry_id); -- ~ fk-cycle-undeclared "`widget` and `entry` point at each other"
