-- engine: postgres
-- What stands in a DO block may not run: neither the drop nor the key stands against the other.
CREATE TABLE a (a_id integer PRIMARY KEY);
CREATE TABLE b (b_id integer PRIMARY KEY, a_id integer, CONSTRAINT fk_b_a FOREIGN KEY (a_id) REFERENCES a (a_id));
DO $$ BEGIN
    ALTER TABLE b DROP CONSTRAINT fk_b_a;
END $$;
DROP TABLE a;
DROP TABLE b;
