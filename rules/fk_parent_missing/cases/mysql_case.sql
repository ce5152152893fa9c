-- engine: mysql 8.4
CREATE TABLE users (id INT PRIMARY KEY);
CREATE TABLE post (
    id INT PRIMARY KEY,
    user_id INT,
    FOREIGN KEY (user_id) REFERENCES Users (id) -- ~ fk-parent-missing "Users"
);
