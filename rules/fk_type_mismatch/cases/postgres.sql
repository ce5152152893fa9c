-- engine: postgres
CREATE TABLE p (id numeric(10) PRIMARY KEY, code varchar(10) NOT NULL UNIQUE, serial_no serial NOT NULL UNIQUE);
CREATE TABLE c (
    id integer PRIMARY KEY,
    p_id bigint NOT NULL REFERENCES p (id), -- ~ fk-type-mismatch "reads all of `c`"
    p_code text NOT NULL REFERENCES p (code) ON UPDATE CASCADE,
    p_serial bigint NOT NULL REFERENCES p (serial_no),
    q_serial text NOT NULL REFERENCES p (serial_no) -- ~ fk-type-mismatch "is refused"
);
CREATE INDEX ON c (p_id);
CREATE INDEX ON c (p_code);
CREATE INDEX ON c (p_serial);
CREATE INDEX ON c (q_serial);
