-- engine: mysql 8.4
-- A tree within a tenant: rows without a parent follow, the others are refused.
CREATE TABLE site (code VARCHAR(20) NOT NULL PRIMARY KEY);
CREATE TABLE node (site VARCHAR(20) NOT NULL, id INT NOT NULL, parent INT, PRIMARY KEY (site, id),
  FOREIGN KEY (site) REFERENCES site (code) ON UPDATE CASCADE,
  FOREIGN KEY (site, parent) REFERENCES node (site, id) -- ~ fk-update-chain-broken
);
