-- engine: postgres
CREATE TABLE company (
    company_id integer PRIMARY KEY,
    head_office_id integer
);
CREATE TABLE region (
    region_id integer PRIMARY KEY,
    company_id integer NOT NULL REFERENCES company (company_id)
);
CREATE TABLE office (
    office_id integer PRIMARY KEY,
    region_id integer NOT NULL REFERENCES region (region_id)
);
ALTER TABLE company
    ADD FOREIGN KEY (head_office_id) REFERENCES office (office_id); -- ~ fk-cycle-undeclared "`company`, `region` and `office` point at each other in a circle"
CREATE INDEX ON company (head_office_id);
CREATE INDEX ON region (company_id);
CREATE INDEX ON office (region_id);
