-- engine: mysql 8.4
-- The order of inserts is declared; the DELETE of a favorite entry is refused.
CREATE TABLE widget (
    widget_id INT AUTO_INCREMENT PRIMARY KEY,
    favorite_entry_id INT
);

CREATE TABLE entry (
    entry_id INT AUTO_INCREMENT PRIMARY KEY,
    widget_id INT NOT NULL,
    CONSTRAINT fk_entry_widget FOREIGN KEY (widget_id) REFERENCES widget (widget_id)
);

-- fklint: post-update
ALTER TABLE widget
    ADD CONSTRAINT fk_favorite FOREIGN KEY (favorite_entry_id) REFERENCES entry (entry_id) ON DELETE SET NULL;
-- ~^ fk-cycle-never-deleted "refused their DELETE"
