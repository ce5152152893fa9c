-- engine: mysql 8.4
CREATE TABLE a (id INT PRIMARY KEY);
CREATE TABLE b (id INT PRIMARY KEY, note VARCHAR(20) DEFAULT 'open); -- ~ sql-unreadable
