-- engine: mysql 8.4
CREATE TABLE plan (id INT NOT NULL PRIMARY KEY);

CREATE TABLE entry (
    id INT NOT NULL PRIMARY KEY,
    plan_id INT NOT NULL,
    CONSTRAINT ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää FOREIGN KEY (plan_id) REFERENCES plan (id)
);
