-- engine: mysql
CREATE TABLE price_list (
    price_list_id int PRIMARY KEY
);

CREATE TABLE offer (
    offer_id int PRIMARY KEY,
    price_list_id int,
    CONSTRAINT offer_has_list CHECK (price_list_id IS NOT NULL OR offer_id < 100),
    CONSTRAINT offer_price_list FOREIGN KEY (price_list_id) REFERENCES price_list (price_list_id) -- ~ fk-checked-column "ON DELETE SET NULL would write `price_list_id`"
);
