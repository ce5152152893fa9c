-- engine: mariadb 10.11
CREATE TABLE comment (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    reply_to INT,
    FOREIGN KEY (reply_to) REFERENCES comment (id) ON DELETE CASCADE -- ~ cascade-too-deep "more than 15 rows"
);
