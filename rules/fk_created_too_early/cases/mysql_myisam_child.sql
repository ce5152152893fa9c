-- engine: mysql 8.4
-- The storage engine drops the clause without looking for the parent.
CREATE TABLE widget (
    widget_id INT PRIMARY KEY,
    entry_id INT,
    CONSTRAINT fk_entry FOREIGN KEY (entry_id) REFERENCES entry (entry_id) -- ~ fk-lost-to-storage-engine
) ENGINE = MyISAM;
CREATE TABLE entry (entry_id INT PRIMARY KEY);
