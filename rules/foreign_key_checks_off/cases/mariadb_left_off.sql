-- engine: mariadb 10.11
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
SET SESSION foreign_key_checks = OFF; -- ~ foreign-key-checks-off
