-- engine: mysql 8.4
-- Error 1824: Failed to open the referenced table 'entry'.
CREATE TABLE widget (
    widget_id INT PRIMARY KEY,
    entry_id INT,
    CONSTRAINT fk_entry FOREIGN KEY (entry_id) REFERENCES entry (entry_id) -- ~ fk-created-too-early "creating `widget` is refused"
);
CREATE TABLE entry (entry_id INT PRIMARY KEY);
