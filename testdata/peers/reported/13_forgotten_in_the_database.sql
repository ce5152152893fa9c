-- engine: mysql 8.4, live
-- The same database, asked when the clause is long gone. A tool that reads catalogs sees two tables that have nothing to do
-- with each other.
CREATE TABLE album (
    album_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY
) ENGINE=MyISAM;
CREATE TABLE photo (
    photo_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    album_id INT NOT NULL,
    KEY album_id (album_id)
) ENGINE=MyISAM; -- ~ storage-engine-without-fks
