-- engine: mysql 8.4
CREATE TABLE p (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE c (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    pid INT NOT NULL,
    CONSTRAINT c_p FOREIGN KEY (pid) REFERENCES p (id) ON DELETE SET NULL -- ~ fk-set-null-not-null "`c_p` is refused"
);
