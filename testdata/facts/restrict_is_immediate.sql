-- Whether RESTRICT is checked at once even where the key is deferred.

-- engine: postgres, sqlite
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE q (id int PRIMARY KEY);
CREATE TABLE d (q_id int REFERENCES q DEFERRABLE INITIALLY DEFERRED);
INSERT INTO p VALUES (1);
INSERT INTO q VALUES (1);
INSERT INTO c VALUES (1);
INSERT INTO d VALUES (1);
BEGIN;
DELETE FROM q;
INSERT INTO q VALUES (1);
DELETE FROM p;
-- expect postgres <18.0: error 23503
-- expect postgres: error 23001
-- expect sqlite: error 1811

-- engine: mysql, mariadb
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE RESTRICT);
INSERT INTO p VALUES (1);
INSERT INTO c VALUES (1);
BEGIN;
DELETE FROM p;
-- expect: error 1451
