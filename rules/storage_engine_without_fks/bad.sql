-- engine: mysql 8.4, live
CREATE TABLE phpbb_forums (
    forum_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    parent_id INT UNSIGNED NOT NULL DEFAULT 0,
    forum_name VARCHAR(100) NOT NULL
) ENGINE=MyISAM;

CREATE TABLE phpbb_topics (
    topic_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    forum_id INT UNSIGNED NOT NULL,
    topic_title VARCHAR(200) NOT NULL,
    KEY fk_topic_forum (forum_id)
) ENGINE=MyISAM; -- ~ storage-engine-without-fks "rows of `phpbb_topics` need no `phpbb_forums`: MyISAM keeps"

CREATE TABLE phpbb_posts (
    post_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    topic_id INT UNSIGNED NOT NULL,
    post_text TEXT NOT NULL
) ENGINE=MyISAM; -- ~ storage-engine-without-fks "need no `phpbb_topics`"
