-- engine: mysql 8.4
CREATE TABLE widget (
    widget_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY
);

CREATE TABLE entry (
    entry_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    widget_id INT NOT NULL,
    UNIQUE KEY entry_of_widget (entry_id, widget_id),
    CONSTRAINT fk_widget FOREIGN KEY (widget_id) REFERENCES widget (widget_id)
);

CREATE TABLE favorite (
    widget_id INT NOT NULL PRIMARY KEY,
    entry_id INT NOT NULL,
    CONSTRAINT fk_favorite FOREIGN KEY (entry_id, widget_id) REFERENCES entry (entry_id, widget_id) -- ~ fk-parent-key-reordered
);
