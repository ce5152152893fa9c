-- engine: postgres
CREATE UNLOGGED TABLE visitors (id integer PRIMARY KEY);
CREATE TABLE users (id integer PRIMARY KEY);
CREATE UNLOGGED TABLE clicks (
    id integer PRIMARY KEY,
    visitor_id integer REFERENCES visitors (id),
    user_id integer -- ~ reference-undeclared
);
CREATE INDEX ON clicks (visitor_id);
CREATE TABLE orders (
    id integer PRIMARY KEY,
    buyer_id integer REFERENCES users (id),
    visitor_id integer
);
CREATE INDEX ON orders (buyer_id);
