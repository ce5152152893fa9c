-- engine: mysql 8.4
-- One to one, from both sides: the profile cannot be without its user.
CREATE TABLE user (user_id INT AUTO_INCREMENT PRIMARY KEY, profile_id INT NULL UNIQUE);
CREATE TABLE profile (
    profile_id INT AUTO_INCREMENT PRIMARY KEY,
    user_id INT NOT NULL UNIQUE,
    FOREIGN KEY (user_id) REFERENCES user (user_id)
);
ALTER TABLE user ADD FOREIGN KEY (profile_id) REFERENCES profile (profile_id); -- ~ fk-cycle-undeclared
