-- engine: sqlserver
CREATE TABLE widget (
    widget_id INT IDENTITY(1, 1) PRIMARY KEY,
    favorite_entry_id INT NULL,
    INDEX widget_favorite (favorite_entry_id)
);
CREATE TABLE entry (
    entry_id INT IDENTITY(1, 1) PRIMARY KEY,
    widget_id INT NOT NULL CONSTRAINT fk_widget REFERENCES widget (widget_id),
    INDEX entry_widget (widget_id)
);
ALTER TABLE widget
    ADD CONSTRAINT fk_favorite FOREIGN KEY (favorite_entry_id) REFERENCES entry (entry_id); -- ~ fk-cycle-undeclared
