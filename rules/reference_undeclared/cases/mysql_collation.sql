-- engine: mysql 8.4
CREATE TABLE users (uuid CHAR(36) NOT NULL PRIMARY KEY) DEFAULT CHARSET=utf8mb4;
CREATE TABLE projects (
    uuid CHAR(36) NOT NULL PRIMARY KEY,
    user_uuid CHAR(36) NOT NULL,
    CONSTRAINT projects_user FOREIGN KEY (user_uuid) REFERENCES users (uuid)
) DEFAULT CHARSET=utf8mb4;
-- The engine would refuse it: another character set.
CREATE TABLE marks (uuid CHAR(36) NOT NULL PRIMARY KEY, user_uuid CHAR(36)) DEFAULT CHARSET=latin1;
