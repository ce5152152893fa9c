-- engine: mysql
-- Before 8.0 the default of utf8mb4 is utf8mb4_general_ci, and all is well.
CREATE TABLE p (x VARCHAR(10) NOT NULL PRIMARY KEY) CHARSET=utf8mb4;
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    x VARCHAR(10) COLLATE utf8mb4_general_ci NOT NULL,
    FOREIGN KEY (x) REFERENCES p (x) ON UPDATE CASCADE
);
