-- engine: mysql
CREATE TABLE place (place_id INT NOT NULL PRIMARY KEY, name VARCHAR(50) NOT NULL UNIQUE);
CREATE TABLE visit (
    visit_id INT NOT NULL PRIMARY KEY,
    place_id JSON,
    spot POINT NOT NULL,
    name TEXT,
    FOREIGN KEY (place_id) REFERENCES place (place_id), -- ~ fk-type-mismatch "is refused"
    FOREIGN KEY (spot) REFERENCES place (place_id), -- ~ fk-type-mismatch "is refused"
    FOREIGN KEY (name) REFERENCES place (name) ON UPDATE CASCADE -- ~ fk-type-mismatch "is refused"
);
