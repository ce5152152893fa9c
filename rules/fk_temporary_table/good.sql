-- engine: postgres
CREATE TABLE visitor (
    visitor_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY
);
-- What is lost after a crash may point at what is not.
CREATE UNLOGGED TABLE click (
    click_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    visitor_id bigint NOT NULL REFERENCES visitor (visitor_id),
    page text NOT NULL
);
CREATE INDEX ON click (visitor_id);
CREATE UNLOGGED TABLE scroll (
    click_id bigint PRIMARY KEY REFERENCES click (click_id)
);

-- A helper of a script, with a helper of its own.
CREATE TEMPORARY TABLE batch (
    batch_id integer PRIMARY KEY
);
CREATE TEMPORARY TABLE batch_visitor (
    batch_id integer NOT NULL REFERENCES batch (batch_id),
    visitor_id bigint NOT NULL
);
CREATE INDEX ON batch_visitor (batch_id);
