-- engine: sqlserver
-- There is no such clause.
CREATE TABLE widget (widget_id int IDENTITY PRIMARY KEY);
CREATE TABLE entry (
    entry_id int IDENTITY PRIMARY KEY,
    widget_id int NOT NULL,
    CONSTRAINT fk_entry_widget FOREIGN KEY (widget_id) REFERENCES widget (widget_id)
        DEFERRABLE -- ~ fk-deferrable-ineffective
);
CREATE INDEX entry_widget ON entry (widget_id);
