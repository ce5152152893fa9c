-- engine: sqlite
CREATE TABLE product (
    id INTEGER PRIMARY KEY,
    ean text NOT NULL UNIQUE,
    label text NOT NULL,
    UNIQUE (ean, label)
);
-- Of two foreign keys over one link the younger one acts first.
CREATE TABLE stock (
    id INTEGER PRIMARY KEY,
    ean text NOT NULL REFERENCES product (ean) ON UPDATE CASCADE,
    label text NOT NULL,
    FOREIGN KEY (ean, label) REFERENCES product (ean, label) -- ~ fk-update-action-missing
);
CREATE INDEX stock_link ON stock (ean, label);
-- Both must follow.
CREATE TABLE shelf (
    id INTEGER PRIMARY KEY,
    ean text NOT NULL REFERENCES product (ean), -- ~ fk-update-action-missing
    label text NOT NULL,
    FOREIGN KEY (ean, label) REFERENCES product (ean, label) -- ~ fk-update-action-missing
);
CREATE INDEX shelf_link ON shelf (ean, label);
-- The wider one takes the rows of the narrower one along,
CREATE TABLE sale (
    id INTEGER PRIMARY KEY,
    ean text NOT NULL,
    label text NOT NULL,
    FOREIGN KEY (ean, label) REFERENCES product (ean, label) ON UPDATE CASCADE,
    FOREIGN KEY (ean) REFERENCES product (ean)
);
CREATE INDEX sale_link ON sale (ean, label);
-- where it binds them at all,
CREATE TABLE gift (
    id INTEGER PRIMARY KEY,
    ean text NOT NULL,
    label text,
    FOREIGN KEY (ean, label) REFERENCES product (ean, label) ON UPDATE CASCADE,
    FOREIGN KEY (ean) REFERENCES product (ean) -- ~ fk-update-action-missing
);
CREATE INDEX gift_link ON gift (ean, label);
-- and which of them is older does not matter: NO ACTION waits.
CREATE TABLE loan (
    id INTEGER PRIMARY KEY,
    ean text NOT NULL,
    label text NOT NULL,
    FOREIGN KEY (ean) REFERENCES product (ean),
    FOREIGN KEY (ean, label) REFERENCES product (ean, label) ON UPDATE CASCADE
);
CREATE INDEX loan_link ON loan (ean, label);
-- RESTRICT does not.
CREATE TABLE rent (
    id INTEGER PRIMARY KEY,
    ean text NOT NULL,
    label text NOT NULL,
    FOREIGN KEY (ean, label) REFERENCES product (ean, label) ON UPDATE CASCADE,
    FOREIGN KEY (ean) REFERENCES product (ean) ON UPDATE RESTRICT -- ~ fk-update-action-missing
);
CREATE INDEX rent_link ON rent (ean, label);
