-- engine: mariadb 10.11
CREATE TABLE p (id int PRIMARY KEY);
BEGIN;
SET foreign_key_checks = 0;
DELETE FROM p WHERE id > 10;
SET foreign_key_checks = 1;
COMMIT;
