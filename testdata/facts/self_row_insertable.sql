-- Whether a row that points to itself can be inserted, its key being given.

-- engine: mysql, mariadb, postgres, sqlite
-- proves: true
CREATE TABLE node (id int PRIMARY KEY, parent int NOT NULL, FOREIGN KEY (parent) REFERENCES node (id));
INSERT INTO node VALUES (100, 100);
