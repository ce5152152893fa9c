-- engine: mariadb 10.11
-- Error 1005 (errno: 150 "Foreign key constraint is incorrectly formed").
CREATE TABLE widget (
    widget_id INT PRIMARY KEY,
    entry_id INT REFERENCES entry (entry_id) -- ~ fk-created-too-early
);
CREATE TABLE entry (entry_id INT PRIMARY KEY);
