-- engine: mysql 9.7
-- An INSERT is checked unless the kind of the parent is the row's own.
CREATE TABLE place (
    kind INT NOT NULL,
    number INT NOT NULL,
    within_kind INT,
    within_number INT,
    PRIMARY KEY (kind, number),
    CONSTRAINT fk_within FOREIGN KEY (within_kind, within_number) REFERENCES place (kind, number), -- ~ self-reference-insert-unchecked "where `within_kind` equals"
    CONSTRAINT within_all_or_none CHECK ((within_kind IS NULL) = (within_number IS NULL))
);
