-- engine: postgres
CREATE TABLE tenant (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE warehouse (
    tenant_id bigint NOT NULL REFERENCES tenant (id),
    code text NOT NULL,
    PRIMARY KEY (tenant_id, code)
);
CREATE TABLE bin (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id bigint NOT NULL,
    warehouse_code text NOT NULL,
    CONSTRAINT bin_warehouse FOREIGN KEY (tenant_id, warehouse_code) REFERENCES warehouse (tenant_id, code) -- ~ fk-update-action-missing
);
CREATE INDEX ON bin (tenant_id, warehouse_code);
-- Line numbers within an order are counted, not given.
CREATE TABLE order_line (
    order_id bigint NOT NULL,
    line_no integer NOT NULL,
    PRIMARY KEY (order_id, line_no)
);
CREATE TABLE parcel_line (
    order_id bigint NOT NULL,
    line_no integer NOT NULL,
    PRIMARY KEY (order_id, line_no),
    FOREIGN KEY (order_id, line_no) REFERENCES order_line (order_id, line_no)
);
