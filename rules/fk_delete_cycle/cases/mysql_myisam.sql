-- engine: mysql 9.7
-- No circle: one of the two keys was dropped with its storage engine.
CREATE TABLE widget (widget_id int AUTO_INCREMENT PRIMARY KEY, favorite_entry_id int);
CREATE TABLE entry (
    entry_id int AUTO_INCREMENT PRIMARY KEY,
    widget_id int NOT NULL,
    CONSTRAINT fk_entry_widget FOREIGN KEY (widget_id) REFERENCES widget (widget_id) ON DELETE CASCADE -- ~ fk-lost-to-storage-engine
) ENGINE=MyISAM;
