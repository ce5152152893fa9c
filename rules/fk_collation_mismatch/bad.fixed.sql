-- engine: mariadb 10.11
CREATE TABLE country (
    code CHAR(2) NOT NULL PRIMARY KEY,
    name VARCHAR(100) NOT NULL
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE city (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    country_code CHAR(2) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
    CONSTRAINT city_country FOREIGN KEY (country_code) REFERENCES country (code) ON UPDATE CASCADE -- ~ fk-collation-mismatch "is refused: `city.country_code` is utf8mb4_general_ci"
) DEFAULT CHARSET=utf8mb4;
