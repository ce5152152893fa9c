-- engine: mysql 8.4
-- SET NULL would clear the widget's own key (1830): advice.
CREATE TABLE widget (
    widget_id INT AUTO_INCREMENT PRIMARY KEY,
    favorite_entry_id INT
);
CREATE TABLE entry (
    entry_id INT AUTO_INCREMENT PRIMARY KEY,
    widget_id INT NOT NULL,
    UNIQUE (widget_id, entry_id),
    CONSTRAINT fk_entry_widget FOREIGN KEY (widget_id) REFERENCES widget (widget_id)
);
-- fklint: post-update
ALTER TABLE widget
    ADD CONSTRAINT fk_favorite FOREIGN KEY (widget_id, favorite_entry_id) REFERENCES entry (widget_id, entry_id);
-- ~^ fk-cycle-never-deleted
