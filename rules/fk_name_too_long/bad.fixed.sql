-- engine: mysql 8.4
CREATE TABLE plan (id INT NOT NULL PRIMARY KEY);

CREATE TABLE entry (
    id INT NOT NULL PRIMARY KEY,
    plan_id INT NOT NULL,
    CONSTRAINT fk_customer_subscription_history_entry_to_customer_subscripti_fk -- ~ fk-name-too-long "more than 64 characters"
        FOREIGN KEY (plan_id) REFERENCES plan (id)
);
