-- engine: mariadb 10.11
SET default_storage_engine = Aria;
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
CREATE TABLE c (id INT NOT NULL PRIMARY KEY, p_id INT) ENGINE=InnoDB;
ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id); -- ~ fk-parent-storage-engine "`p` is Aria"
