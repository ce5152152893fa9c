-- engine: postgres
CREATE TABLE event (
    event_id bigint GENERATED ALWAYS AS IDENTITY,
    happened_at timestamptz NOT NULL,
    PRIMARY KEY (event_id, happened_at)
) PARTITION BY RANGE (happened_at);
CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE tag (
    event_id bigint REFERENCES event (event_id), -- ~ fk-parent-not-unique "`event (event_id)` is not unique"
    word text
);
CREATE INDEX ON tag (event_id);

-- A key that holds what the partitions are told by can be made.
CREATE TABLE member (
    tenant_id integer NOT NULL,
    member_id integer NOT NULL,
    number integer NOT NULL,
    PRIMARY KEY (tenant_id, member_id)
) PARTITION BY HASH (tenant_id);
CREATE TABLE badge (
    tenant_id integer NOT NULL,
    number integer NOT NULL,
    FOREIGN KEY (tenant_id, number) REFERENCES member (tenant_id, number) -- ~ fk-parent-not-unique "is not unique"
);
CREATE INDEX ON badge (tenant_id, number);
