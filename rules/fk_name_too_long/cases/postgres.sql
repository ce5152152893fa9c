-- engine: postgres
CREATE TABLE plan (id integer PRIMARY KEY);
CREATE TABLE entry (
    id integer PRIMARY KEY,
    plan_id integer NOT NULL,
    CONSTRAINT fk_customer_subscription_history_entry_to_customer_subscription_plan FOREIGN KEY (plan_id) REFERENCES plan (id) -- ~ fk-name-too-long "cut to 63 bytes"
);
CREATE INDEX ON entry (plan_id);
CREATE TABLE customer_subscription_history_entry_of_the_subscription_plan (
    customer_subscription_history_entry_id integer PRIMARY KEY REFERENCES entry (id)
);
