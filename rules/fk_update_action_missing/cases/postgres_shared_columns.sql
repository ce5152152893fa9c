-- engine: postgres
CREATE TABLE product (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ean text NOT NULL UNIQUE,
    label text NOT NULL,
    UNIQUE (ean, label)
);
-- Of two foreign keys over one link the older one acts first; then the wider one finds no row any more.
CREATE TABLE stock (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ean text NOT NULL REFERENCES product (ean) ON UPDATE CASCADE,
    label text NOT NULL,
    FOREIGN KEY (ean, label) REFERENCES product (ean, label) -- ~ fk-update-action-missing
);
CREATE INDEX ON stock (ean, label);
-- Both must follow.
CREATE TABLE shelf (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ean text NOT NULL REFERENCES product (ean), -- ~ fk-update-action-missing
    label text NOT NULL,
    FOREIGN KEY (ean, label) REFERENCES product (ean, label) -- ~ fk-update-action-missing
);
CREATE INDEX ON shelf (ean, label);
-- The wider one takes the rows of the narrower one along,
CREATE TABLE sale (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ean text NOT NULL,
    label text NOT NULL,
    FOREIGN KEY (ean, label) REFERENCES product (ean, label) ON UPDATE CASCADE,
    FOREIGN KEY (ean) REFERENCES product (ean)
);
CREATE INDEX ON sale (ean, label);
-- where it binds them at all,
CREATE TABLE gift (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ean text NOT NULL,
    label text,
    FOREIGN KEY (ean, label) REFERENCES product (ean, label) ON UPDATE CASCADE,
    FOREIGN KEY (ean) REFERENCES product (ean) -- ~ fk-update-action-missing
);
CREATE INDEX ON gift (ean, label);
-- and where it is the older one.
CREATE TABLE loan (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ean text NOT NULL,
    label text NOT NULL,
    FOREIGN KEY (ean) REFERENCES product (ean), -- ~ fk-update-action-missing
    FOREIGN KEY (ean, label) REFERENCES product (ean, label) ON UPDATE CASCADE
);
CREATE INDEX ON loan (ean, label);
