-- engine: mariadb
CREATE TABLE country (
    code char(2) PRIMARY KEY
);

CREATE TABLE address (
    address_id int PRIMARY KEY,
    code char(2),
    CONSTRAINT shipped CHECK (code <> 'XX'),
    CONSTRAINT address_country FOREIGN KEY (code) REFERENCES country (code)
        ON DELETE CASCADE ON UPDATE CASCADE -- ~ fk-checked-column "ON UPDATE CASCADE would write `code`"
);
