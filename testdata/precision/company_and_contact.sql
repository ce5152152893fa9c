-- engine: sqlite
-- Three tables in a ring, each link may be empty: the one that is named for a role comes second.
CREATE TABLE company (
    company_id INTEGER PRIMARY KEY,
    primary_contact_id INTEGER REFERENCES contact (contact_id) -- ~ fk-cycle-undeclared
);
CREATE TABLE contact (
    contact_id INTEGER PRIMARY KEY,
    address_id INTEGER REFERENCES address (address_id)
);
CREATE TABLE address (
    address_id INTEGER PRIMARY KEY,
    company_id INTEGER REFERENCES company (company_id)
);
CREATE INDEX company_contact ON company (primary_contact_id);
CREATE INDEX contact_address ON contact (address_id);
CREATE INDEX address_company ON address (company_id);
