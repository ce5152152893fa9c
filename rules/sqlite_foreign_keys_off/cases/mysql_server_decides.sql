-- engine: mysql 8.4
SET foreign_key_checks = 0; -- ~ foreign-key-checks-off
DELETE FROM p WHERE id > 10;
