-- engine: mysql 8.4
-- No first row can be written, so none is ever deleted.
CREATE TABLE widget (widget_id int AUTO_INCREMENT PRIMARY KEY, main_entry_id int NOT NULL);
CREATE TABLE entry (
    entry_id int AUTO_INCREMENT PRIMARY KEY,
    widget_id int NOT NULL,
    CONSTRAINT fk_entry_widget FOREIGN KEY (widget_id) REFERENCES widget (widget_id) ON DELETE CASCADE
);
ALTER TABLE widget ADD CONSTRAINT fk_main FOREIGN KEY (main_entry_id) REFERENCES entry (entry_id) ON DELETE CASCADE; -- ~ fk-cycle-unbreakable
