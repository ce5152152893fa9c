-- engine: mariadb 10.11
-- ON DELETE SET NULL settles the deletes; the inserts still need a second step.
CREATE TABLE widget (
    widget_id INT AUTO_INCREMENT PRIMARY KEY,
    favorite_entry_id INT
);
CREATE TABLE entry (
    entry_id INT AUTO_INCREMENT PRIMARY KEY,
    widget_id INT NOT NULL,
    CONSTRAINT fk_widget FOREIGN KEY (widget_id) REFERENCES widget (widget_id) ON DELETE CASCADE
);
ALTER TABLE widget
    ADD CONSTRAINT fk_favorite FOREIGN KEY (favorite_entry_id) -- a second line of the clause
        REFERENCES entry (entry_id) ON DELETE SET NULL;
-- ~^^ fk-cycle-undeclared
