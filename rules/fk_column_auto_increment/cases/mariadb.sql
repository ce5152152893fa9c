-- engine: mariadb
CREATE TABLE users (user_id INT AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE profile (
    user_id INT AUTO_INCREMENT PRIMARY KEY,
    motto TEXT,
    CONSTRAINT fk_profile_user FOREIGN KEY (user_id) REFERENCES users (user_id) -- ~ fk-column-auto-increment
);
