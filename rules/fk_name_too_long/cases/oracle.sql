-- engine: oracle
CREATE TABLE plan (id NUMBER CONSTRAINT plan_pk PRIMARY KEY);
CREATE TABLE entry (
    id NUMBER CONSTRAINT entry_pk PRIMARY KEY,
    plan_id NUMBER CONSTRAINT fk_customer_subscription_history_entry_to_customer_subscription_plan REFERENCES plan (id),
    other_id NUMBER CONSTRAINT aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa REFERENCES plan (id) -- ~ fk-name-too-long "more than 128"
);
CREATE INDEX entry_plan ON entry (plan_id);
CREATE INDEX entry_other ON entry (other_id);
