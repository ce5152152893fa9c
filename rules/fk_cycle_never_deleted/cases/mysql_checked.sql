-- engine: mysql 8.4
-- 3823: a column that a CHECK uses takes no SET NULL: advice.
CREATE TABLE widget (
    widget_id INT AUTO_INCREMENT PRIMARY KEY,
    favorite_entry_id INT,
    CONSTRAINT ck CHECK (favorite_entry_id > 0)
);
CREATE TABLE entry (
    entry_id INT AUTO_INCREMENT PRIMARY KEY,
    widget_id INT NOT NULL,
    CONSTRAINT fk_entry_widget FOREIGN KEY (widget_id) REFERENCES widget (widget_id)
);
-- fklint: post-update
ALTER TABLE widget
    ADD CONSTRAINT fk_favorite FOREIGN KEY (favorite_entry_id) REFERENCES entry (entry_id);
-- ~^ fk-cycle-never-deleted
