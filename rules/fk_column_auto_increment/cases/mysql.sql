-- engine: mysql 8.4
CREATE TABLE users (user_id INT AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE profile (
    user_id INT AUTO_INCREMENT PRIMARY KEY,
    CONSTRAINT profile_user FOREIGN KEY (user_id) REFERENCES users (user_id) -- ~ fk-column-auto-increment
);
