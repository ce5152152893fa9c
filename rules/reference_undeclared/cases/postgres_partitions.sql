-- engine: postgres
CREATE TABLE customer (customer_id integer PRIMARY KEY);
CREATE TABLE rental (rental_id integer PRIMARY KEY, customer_id integer REFERENCES customer (customer_id));
CREATE INDEX ON rental (customer_id);
CREATE TABLE delivery (delivery_id integer PRIMARY KEY, rental_id integer REFERENCES rental (rental_id));
CREATE INDEX ON delivery (rental_id);

-- Each partition checks its own rows.
CREATE TABLE payment (payment_id integer NOT NULL, customer_id integer NOT NULL, paid date NOT NULL) PARTITION BY RANGE (paid);
CREATE TABLE payment_2025 PARTITION OF payment FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
ALTER TABLE payment_2025 ADD FOREIGN KEY (customer_id) REFERENCES customer (customer_id);
CREATE INDEX ON payment_2025 (customer_id);

CREATE TABLE refund (
    refund_id integer NOT NULL,
    rental_id integer NOT NULL, -- ~ reference-undeclared "rows of `refund` need no `rental`"
    paid date NOT NULL
) PARTITION BY RANGE (paid);
CREATE TABLE refund_2025 PARTITION OF refund FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
