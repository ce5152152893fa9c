-- engine: mysql
-- Findings that touch one another: not all of their plans go together.
CREATE TABLE region (
    code VARCHAR(10) NOT NULL PRIMARY KEY,
    name VARCHAR(80) NOT NULL
);
CREATE TABLE shop (
    shop_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    region_code VARCHAR(10) NOT NULL,
    owner_id INT NOT NULL DEFAULT 1,
    FOREIGN KEY (region_code) REFERENCES region (code) ON DELETE SET DEFAULT,
    CONSTRAINT shop_region FOREIGN KEY (region_code) REFERENCES region (code)
);
CREATE TABLE visit (
    shop_id INT NOT NULL,
    region_code VARCHAR(10) NOT NULL,
    PRIMARY KEY (shop_id, region_code),
    FOREIGN KEY (shop_id) REFERENCES shop (shop_id),
    FOREIGN KEY (region_code) REFERENCES region (code)
);
CREATE TABLE ledger (
    ledger_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    shop_id INT NOT NULL,
    up_id INT,
    CONSTRAINT ledger_shop FOREIGN KEY (shop_id) REFERENCES shop (shop_id),
    CONSTRAINT ledger_up FOREIGN KEY (up_id) REFERENCES ledger (ledger_id) ON UPDATE CASCADE
) ENGINE=MyISAM;
CREATE TABLE entry (
    entry_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    ledger_id INT NOT NULL,
    shop_id INT NOT NULL,
    FOREIGN KEY (ledger_id) REFERENCES ledger (ledger_id) ON DELETE SET DEFAULT,
    FOREIGN KEY (shop_id) REFERENCES shop (shop_id) ON DELETE CASCADE
) ENGINE=MyISAM;
CREATE TABLE part (
    tenant INT NOT NULL,
    part_no INT NOT NULL,
    UNIQUE KEY (tenant, part_no)
);
CREATE TABLE build (
    build_id INT NOT NULL PRIMARY KEY,
    tenant INT,
    part_no INT,
    FOREIGN KEY (tenant, part_no) REFERENCES part (tenant, part_no) MATCH FULL
);
