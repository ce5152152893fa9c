-- engine: mysql 8.4
CREATE TABLE widget (widget_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE entry (
    widget_id INT NOT NULL,
    entry_id INT NOT NULL AUTO_INCREMENT, -- ~ key-auto-increment-composite "is the first of no key"
    PRIMARY KEY (widget_id, entry_id),
    FOREIGN KEY (widget_id) REFERENCES widget (widget_id)
);
CREATE TABLE counted (
    widget_id INT NOT NULL,
    entry_id INT NOT NULL AUTO_INCREMENT,
    PRIMARY KEY (widget_id, entry_id),
    KEY (entry_id)
);
-- MyISAM counts within each group.
CREATE TABLE grouped (
    widget_id INT NOT NULL,
    entry_id INT NOT NULL AUTO_INCREMENT,
    PRIMARY KEY (widget_id, entry_id)
) ENGINE=MyISAM;
