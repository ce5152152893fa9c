-- engine: mysql 8.4, live
CREATE TABLE phpbb_forums (
    forum_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    forum_name VARCHAR(100) NOT NULL
) ENGINE=InnoDB;

CREATE TABLE phpbb_topics (
    topic_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    forum_id INT UNSIGNED NOT NULL,
    topic_title VARCHAR(200) NOT NULL,
    CONSTRAINT fk_topic_forum FOREIGN KEY (forum_id) REFERENCES phpbb_forums (forum_id)
) ENGINE=InnoDB;

-- Nothing in it is named for a table.
CREATE TABLE phpbb_words (
    word_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    word VARCHAR(100) NOT NULL,
    external_id INT UNSIGNED NOT NULL,
    FULLTEXT KEY (word)
) ENGINE=MyISAM;

-- What is written to an archive is not looked at again.
CREATE TABLE phpbb_log (
    forum_id INT UNSIGNED NOT NULL,
    told TEXT NOT NULL
) ENGINE=ARCHIVE;
