-- engine: postgres
CREATE SCHEMA billing;

CREATE TABLE Customer (
    customer_id integer PRIMARY KEY,
    email text NOT NULL
);

-- Names fold: "customer" is Customer, public.customer is customer.
CREATE TABLE invoice (
    invoice_id integer PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES public.customer (CUSTOMER_ID),
    -- Nothing of that schema was read: it may exist.
    user_id uuid REFERENCES auth.users (id)
);
CREATE INDEX ON invoice (customer_id);
CREATE INDEX ON invoice (user_id);

CREATE TABLE billing.payment (
    payment_id integer PRIMARY KEY,
    invoice_id integer NOT NULL REFERENCES invoice
);
CREATE INDEX ON billing.payment (invoice_id);
