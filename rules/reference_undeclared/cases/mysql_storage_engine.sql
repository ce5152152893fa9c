-- engine: mysql 8.4
CREATE TABLE users (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;
CREATE TABLE projects (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_id INT NOT NULL,
    CONSTRAINT projects_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE=InnoDB;
-- It keeps no foreign keys.
CREATE TABLE hits (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, user_id INT) ENGINE=MyISAM;
-- The engine would refuse it: signed and unsigned.
CREATE TABLE marks (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, user_id INT UNSIGNED) ENGINE=InnoDB;
CREATE TABLE tasks (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_id INT NOT NULL -- ~ reference-undeclared "rows of `tasks` need no `users`"
) ENGINE=InnoDB;
