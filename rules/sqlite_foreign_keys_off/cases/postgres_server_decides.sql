-- engine: postgres
SET session_replication_role = replica; -- ~ foreign-key-checks-off
DELETE FROM p WHERE id > 10;
