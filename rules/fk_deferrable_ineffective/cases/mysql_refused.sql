-- engine: mysql 8.4
-- 1064: nothing waits here.
CREATE TABLE widget (widget_id int AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE entry (
    entry_id int AUTO_INCREMENT PRIMARY KEY,
    widget_id int NOT NULL,
    CONSTRAINT fk_entry_widget FOREIGN KEY (widget_id) REFERENCES widget (widget_id)
        DEFERRABLE INITIALLY DEFERRED -- ~ fk-deferrable-ineffective "cannot be DEFERRABLE"
);
