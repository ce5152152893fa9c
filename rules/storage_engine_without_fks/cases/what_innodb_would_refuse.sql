-- engine: mysql 8.4, live
-- The types differ in their sign, which InnoDB refuses: error 3780.
CREATE TABLE owner (owner_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY) ENGINE=MyISAM;
CREATE TABLE pet (owner_id INT NOT NULL) ENGINE=MyISAM; -- ~ storage-engine-without-fks "need no `owner`"
-- One of two can come back.
CREATE TABLE visit (
    visit_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    owner_id INT NOT NULL,
    first_visit_id INT NULL
) ENGINE=MyISAM; -- ~ storage-engine-without-fks "need no `owner` and `visit`"
