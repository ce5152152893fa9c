-- engine: mysql 8.4
-- Column-level REFERENCES are forgotten before 9.0: half a cycle is none.
CREATE TABLE widget (
    widget_id INT AUTO_INCREMENT PRIMARY KEY,
    favorite_entry_id INT
);
CREATE TABLE entry (
    entry_id INT AUTO_INCREMENT PRIMARY KEY,
    widget_id INT NOT NULL REFERENCES widget (widget_id) -- ~ fk-inline-ignored
);
ALTER TABLE widget ADD CONSTRAINT fk_favorite FOREIGN KEY (favorite_entry_id) REFERENCES entry (entry_id);
