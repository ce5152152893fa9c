-- engine: postgres
-- One knot of tables, two rounds that cascade: each is told once. A round with one plain key is none.
CREATE TABLE a (a_id integer PRIMARY KEY, b_id integer, c_id integer);
CREATE TABLE b (b_id integer PRIMARY KEY, a_id integer NOT NULL REFERENCES a (a_id) ON DELETE CASCADE);
CREATE TABLE c (c_id integer PRIMARY KEY, d_id integer NOT NULL, a_id integer NOT NULL REFERENCES a (a_id));
CREATE TABLE d (d_id integer PRIMARY KEY, c_id integer REFERENCES c (c_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED); -- ~ fk-delete-cycle
ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b (b_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED; -- ~ fk-delete-cycle
ALTER TABLE a ADD FOREIGN KEY (c_id) REFERENCES c (c_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE c ADD FOREIGN KEY (d_id) REFERENCES d (d_id) ON DELETE CASCADE;
CREATE INDEX ON a (b_id);
CREATE INDEX ON a (c_id);
CREATE INDEX ON b (a_id);
CREATE INDEX ON c (d_id);
CREATE INDEX ON c (a_id);
CREATE INDEX ON d (c_id);
