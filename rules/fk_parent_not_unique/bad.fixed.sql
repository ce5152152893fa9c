-- engine: postgres
CREATE TABLE warehouse (
    warehouse_id integer PRIMARY KEY,
    site_no integer NOT NULL,
    closed_on date,
    UNIQUE (site_no)
);
CREATE UNIQUE INDEX warehouse_open_site ON warehouse (site_no) WHERE closed_on IS NULL;

CREATE TABLE stock (
    stock_id integer PRIMARY KEY,
    site_no integer NOT NULL,
    quantity integer NOT NULL,
    CONSTRAINT stock_site_fkey FOREIGN KEY (site_no) REFERENCES warehouse (site_no) -- ~ fk-parent-not-unique "not unique"
);
CREATE INDEX ON stock (site_no);
