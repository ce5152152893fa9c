-- engine: mysql 8.4
-- A tool that wants an index in the DDL for every engine complains here, where InnoDB makes one by itself.
CREATE TABLE team (team_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE player (
    player_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    team_id INT NOT NULL,
    FOREIGN KEY (team_id) REFERENCES team (team_id)
);
