-- engine: postgres
-- A tool that looks only at columns made in the same statement or file stays silent here: the column was there long before
-- its foreign key. And an index that is made later in the script counts.
CREATE TABLE warehouse (warehouse_id integer PRIMARY KEY);
CREATE TABLE pallet (pallet_id integer PRIMARY KEY, warehouse_id integer NOT NULL, supplier_id integer NOT NULL);
CREATE TABLE supplier (supplier_id integer PRIMARY KEY);

ALTER TABLE pallet
    ADD CONSTRAINT pallet_warehouse FOREIGN KEY (warehouse_id) REFERENCES warehouse (warehouse_id); -- ~ fk-index-missing
ALTER TABLE pallet
    ADD CONSTRAINT pallet_supplier FOREIGN KEY (supplier_id) REFERENCES supplier (supplier_id);

CREATE INDEX pallet_by_supplier ON pallet (supplier_id);
