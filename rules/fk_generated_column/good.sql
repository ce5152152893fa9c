-- engine: postgres
CREATE TABLE region (
    region_id integer PRIMARY KEY
);
CREATE TABLE invoice (
    invoice_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    address jsonb NOT NULL,
    region_id integer GENERATED ALWAYS AS ((address ->> 'region')::integer) STORED,
    branch_id integer,
    branch_tag text GENERATED ALWAYS AS ('b' || branch_id) STORED,
    -- The whole row goes, and nothing is written.
    CONSTRAINT invoice_region_fkey FOREIGN KEY (region_id) REFERENCES region (region_id) ON DELETE CASCADE,
    -- What is computed of it follows.
    CONSTRAINT invoice_branch_fkey FOREIGN KEY (branch_id) REFERENCES region (region_id) ON DELETE SET NULL
);
CREATE INDEX ON invoice (region_id);
CREATE INDEX ON invoice (branch_id);
