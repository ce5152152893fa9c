-- engine: mysql 9.7
-- Whatever comes first, a row may equal it.
CREATE TABLE version (
    tenant_id INT NOT NULL,
    document INT NOT NULL,
    number INT NOT NULL,
    from_document INT,
    from_number INT,
    PRIMARY KEY (tenant_id, document, number),
    CONSTRAINT fk_from FOREIGN KEY (tenant_id, from_document, from_number) REFERENCES version (tenant_id, document, number), -- ~ self-reference-insert-unchecked
    CONSTRAINT from_all_or_none CHECK ((from_document IS NULL) = (from_number IS NULL))
);
