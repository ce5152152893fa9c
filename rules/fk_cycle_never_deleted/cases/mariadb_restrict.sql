-- engine: mariadb
-- RESTRICT and NO ACTION are one.
CREATE TABLE widget (widget_id int AUTO_INCREMENT PRIMARY KEY, favorite_entry_id int);
CREATE TABLE entry (
    entry_id int AUTO_INCREMENT PRIMARY KEY,
    widget_id int NOT NULL,
    CONSTRAINT fk_entry_widget FOREIGN KEY (widget_id) REFERENCES widget (widget_id)
);
ALTER TABLE widget ADD CONSTRAINT fk_favorite -- fklint: post-update
    FOREIGN KEY (favorite_entry_id) REFERENCES entry (entry_id) ON DELETE RESTRICT; -- ~ fk-cycle-never-deleted
