-- engine: sqlite
-- Findings that touch one another: not all of their plans go together.
CREATE TABLE region (
    code text PRIMARY KEY NOT NULL,
    name text NOT NULL
);
CREATE TABLE shop (
    shop_id integer PRIMARY KEY,
    region_code text NOT NULL REFERENCES region (code),
    best_offer_id integer REFERENCES offer (offer_id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE offer (
    offer_id integer PRIMARY KEY AUTOINCREMENT,
    shop_id integer NOT NULL REFERENCES shop (shop_id) ON DELETE SET NULL DEFERRABLE,
    region_code text NOT NULL CONSTRAINT offer_region REFERENCES region (code),
    basis_id integer NOT NULL REFERENCES offer (offer_id),
    CONSTRAINT offer_region_again FOREIGN KEY (region_code) REFERENCES region (code) ON DELETE CASCADE
);
CREATE TABLE offer_tag (
    offer_id integer NOT NULL REFERENCES offer (offer_id),
    word text NOT NULL REFERENCES tag (word),
    PRIMARY KEY (offer_id, word)
);
CREATE TABLE tag (
    word text
);
CREATE TABLE room (
    shop_id integer NOT NULL REFERENCES shop (shop_id),
    room_no integer NOT NULL,
    PRIMARY KEY (shop_id, room_no)
);
CREATE TABLE desk (
    desk_id integer PRIMARY KEY,
    shop_id integer,
    room_no integer,
    FOREIGN KEY (shop_id, room_no) REFERENCES room (shop_id, room_no) MATCH FULL ON DELETE SET NULL
);
