-- engine: mariadb 10.11
CREATE TABLE plan (id INT NOT NULL PRIMARY KEY);
CREATE TABLE customer_subscription_history_entry_of_the_subscription_plan (
    id INT NOT NULL PRIMARY KEY,
    plan_id INT NOT NULL REFERENCES plan (id) -- ~ fk-name-too-long "which the engine makes"
);
