-- engine: mariadb 10.11, live
CREATE TABLE countries (code CHAR(2) NOT NULL PRIMARY KEY) ENGINE=InnoDB;
CREATE TABLE people (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;
CREATE TABLE stock_item (sku VARCHAR(20) NOT NULL PRIMARY KEY) ENGINE=InnoDB;
CREATE TABLE entry (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    parent_id INT NULL,
    KEY (parent_id)
) ENGINE=Aria; -- ~ storage-engine-without-fks "rows of `entry` need no `entry`"

CREATE TABLE a (favorite_entry_id INT) ENGINE=Aria; -- ~ storage-engine-without-fks "need no `entry`"
CREATE TABLE b (countryCode CHAR(2)) ENGINE=MEMORY; -- ~ storage-engine-without-fks "need no `countries`: MEMORY"
CREATE TABLE c (id_person INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks "need no `people`"
CREATE TABLE d (entryid INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks "need no `entry`"
CREATE TABLE e (sku VARCHAR(20)) ENGINE=MyISAM; -- ~ storage-engine-without-fks "need no `stock_item`"
CREATE TABLE boxes (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB;
CREATE TABLE classes (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB;
CREATE TABLE status (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB;
CREATE TABLE tbl_children (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB;
CREATE TABLE h (box_id INT, class_id INT, status_id INT, childId INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks "need no `boxes`, `classes`, `status` and `tbl_children`"
-- One row to one row: its own key is also the other's.
CREATE TABLE profile (
    person_id INT NOT NULL PRIMARY KEY
) ENGINE=MyISAM; -- ~ storage-engine-without-fks "need no `people`"

-- Another kind of value, another table's name in the middle, only a word, nothing of the kind.
CREATE TABLE f (entry_id VARCHAR(20), entry_count_id INT, entry INT, id INT, paid INT) ENGINE=MyISAM;
-- A first row could not point at itself.
CREATE TABLE g (g_id INT NOT NULL PRIMARY KEY, parent_id INT NOT NULL) ENGINE=MyISAM;
