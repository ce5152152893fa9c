-- engine: postgres
CREATE TABLE warehouse (
    warehouse_id integer PRIMARY KEY,
    site_no integer NOT NULL,
    area_no integer NOT NULL,
    UNIQUE (site_no, area_no)
);
CREATE UNIQUE INDEX warehouse_site ON warehouse (site_no);

CREATE TABLE stock (
    stock_id integer PRIMARY KEY,
    site_no integer NOT NULL REFERENCES warehouse (site_no) ON UPDATE CASCADE,
    area_no integer NOT NULL,
    -- The order of the columns does not matter here.
    FOREIGN KEY (area_no, site_no) REFERENCES warehouse (area_no, site_no)
);
CREATE INDEX ON stock (site_no, area_no);
