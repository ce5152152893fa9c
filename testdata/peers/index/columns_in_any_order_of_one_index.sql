-- engine: sqlite
-- A tool that asks whether some index holds all columns of the foreign key, wherever they stand in it, stays silent at the
-- first one. Rows are found by the beginning of an index; engines that skip through it do so where its first column has few
-- values, which nobody promised.
CREATE TABLE account (account_id integer PRIMARY KEY);

CREATE TABLE booking (
    booking_id integer PRIMARY KEY,
    booked_on date NOT NULL,
    account_id integer NOT NULL REFERENCES account (account_id) -- ~ fk-index-missing
);
CREATE INDEX booking_by_day ON booking (booked_on, account_id);

-- The same columns in an index that begins with the right one.
CREATE TABLE statement (
    statement_id integer PRIMARY KEY,
    printed_on date NOT NULL,
    account_id integer NOT NULL REFERENCES account (account_id)
);
CREATE INDEX statement_by_account ON statement (account_id, printed_on);
