-- engine: postgres
CREATE TABLE staff (login text PRIMARY KEY);
CREATE TABLE article (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    created_by text NOT NULL REFERENCES staff (login), -- ~ fk-update-action-missing
    updated_by text REFERENCES staff (login) -- ~ fk-update-action-missing
);
CREATE INDEX ON article (created_by);
CREATE INDEX ON article (updated_by);
