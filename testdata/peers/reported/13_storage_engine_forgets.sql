-- engine: mysql 8.4
-- A tool that reads the clause and believes it shows a foreign key here; one that reads the database finds none and adds it
-- again on every run. MyISAM drops it without a word.
CREATE TABLE album (
    album_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY
) ENGINE=MyISAM;
CREATE TABLE photo (
    photo_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    album_id INT NOT NULL,
    FOREIGN KEY (album_id) REFERENCES album (album_id) -- ~ fk-lost-to-storage-engine
) ENGINE=MyISAM;

-- The other way round the engine does say something, `errno: 150`, and not what it is about.
CREATE TABLE caption (
    photo_id INT NOT NULL,
    FOREIGN KEY (photo_id) REFERENCES photo (photo_id) -- ~ fk-parent-storage-engine
) ENGINE=InnoDB;
