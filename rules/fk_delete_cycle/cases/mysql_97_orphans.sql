-- engine: mysql 9.7
-- In the SQL layer the cascade stops where it comes back.
CREATE TABLE widget (widget_id int AUTO_INCREMENT PRIMARY KEY, favorite_entry_id int);
CREATE TABLE entry (
    entry_id int AUTO_INCREMENT PRIMARY KEY,
    widget_id int NOT NULL,
    CONSTRAINT fk_entry_widget FOREIGN KEY (widget_id) REFERENCES widget (widget_id) ON DELETE CASCADE
);
ALTER TABLE widget ADD CONSTRAINT fk_favorite -- fklint: post-update
    FOREIGN KEY (favorite_entry_id) REFERENCES entry (entry_id) ON DELETE CASCADE; -- ~ fk-delete-cycle "can leave orphans"
