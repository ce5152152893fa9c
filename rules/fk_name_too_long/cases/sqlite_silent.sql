-- engine: sqlite
CREATE TABLE plan (id INTEGER PRIMARY KEY);
CREATE TABLE entry (id INTEGER PRIMARY KEY, plan_id INTEGER CONSTRAINT fk_customer_subscription_history_entry_to_customer_subscription_plan REFERENCES plan (id));
CREATE INDEX entry_plan ON entry (plan_id);
