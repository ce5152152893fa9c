-- engine: postgres
-- DEFERRABLE alone waits only for transactions that ask: still no word about the order.
CREATE TABLE widget (
    widget_id integer PRIMARY KEY,
    main_entry_id integer NOT NULL
);
CREATE TABLE entry (
    entry_id integer PRIMARY KEY,
    widget_id integer NOT NULL REFERENCES widget (widget_id)
);
ALTER TABLE widget
    ADD CONSTRAINT fk_main FOREIGN KEY (main_entry_id) REFERENCES entry (entry_id) DEFERRABLE; -- ~ fk-cycle-undeclared
CREATE INDEX ON widget (main_entry_id);
CREATE INDEX ON entry (widget_id);
