-- engine: mysql 8.4
-- The link is a part of the primary key: it cannot hold NULL, and it is checked before the referenced key is written.
CREATE TABLE version (
    document_id INT NOT NULL,
    number INT NOT NULL,
    previous INT NOT NULL,
    PRIMARY KEY (document_id, previous),
    UNIQUE KEY document_number (document_id, number),
    CONSTRAINT fk_previous FOREIGN KEY (document_id, previous) REFERENCES version (document_id, number) -- ~ self-reference-not-null "not even one that points at itself"
);
