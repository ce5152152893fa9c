-- engine: postgres
-- Findings that touch one another: not all of their plans go together.
CREATE TABLE region (
    code text PRIMARY KEY,
    name text NOT NULL
);
CREATE TABLE shop (
    shop_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    region_code text NOT NULL REFERENCES region (code),
    best_offer_id integer
);
CREATE TABLE offer (
    offer_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    shop_id integer NOT NULL REFERENCES shop (shop_id) ON DELETE SET NULL,
    region_code text NOT NULL CONSTRAINT offer_region REFERENCES region (code),
    basis_id integer NOT NULL REFERENCES offer (offer_id),
    CONSTRAINT offer_region_again FOREIGN KEY (region_code) REFERENCES region (code) ON DELETE CASCADE
);
ALTER TABLE shop ADD CONSTRAINT shop_best FOREIGN KEY (best_offer_id)
    REFERENCES offer (offer_id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED NOT VALID;
CREATE TABLE tag (
    word varchar(40) PRIMARY KEY
);
CREATE TABLE offer_tag (
    offer_id integer NOT NULL REFERENCES offer (offer_id),
    word varchar(40) NOT NULL REFERENCES tag (word),
    PRIMARY KEY (offer_id, word)
);
CREATE TABLE room (
    shop_id integer NOT NULL REFERENCES shop (shop_id),
    room_no integer NOT NULL,
    PRIMARY KEY (shop_id, room_no)
);
CREATE TABLE desk (
    desk_id bigint PRIMARY KEY,
    shop_id integer,
    room_no integer,
    FOREIGN KEY (shop_id, room_no) REFERENCES room (shop_id, room_no) ON DELETE SET NULL
);
CREATE TABLE lamp (
    lamp_id integer PRIMARY KEY,
    desk_id serial NOT NULL REFERENCES desk (desk_id) ON DELETE SET DEFAULT
);
