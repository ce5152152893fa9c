-- engine: mariadb
-- 1064; RESTRICT without a promise is silent.
CREATE TABLE widget (widget_id int AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE entry (
    entry_id int AUTO_INCREMENT PRIMARY KEY,
    widget_id int NOT NULL,
    other_id int NOT NULL,
    FOREIGN KEY (widget_id) REFERENCES widget (widget_id) ON DELETE RESTRICT
        DEFERRABLE, -- ~ fk-deferrable-ineffective
    FOREIGN KEY (other_id) REFERENCES widget (widget_id) ON DELETE RESTRICT
);
