-- engine: mysql 8.4
-- In a file the foreign keys are there to be seen, or never were.
CREATE TABLE forum (
    forum_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY
) ENGINE=MyISAM;

CREATE TABLE topic (
    topic_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    forum_id INT NOT NULL
) ENGINE=MyISAM;
