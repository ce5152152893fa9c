-- engine: mysql 8.4
CREATE TABLE forum (
    forum_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    title VARCHAR(100) NOT NULL
) ENGINE=InnoDB;

CREATE TABLE topic (
    topic_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    forum_id INT NOT NULL,
    subject VARCHAR(200) NOT NULL,
    CONSTRAINT fk_topic_forum FOREIGN KEY (forum_id) REFERENCES forum (forum_id) ON DELETE CASCADE -- ~ fk-lost-to-storage-engine "MyISAM drops `fk_topic_forum`"
) ENGINE=InnoDB;
