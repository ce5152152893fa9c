-- engine: postgres
CREATE TABLE entry (widget_id integer NOT NULL, id integer GENERATED ALWAYS AS IDENTITY, PRIMARY KEY (widget_id, id));
CREATE TABLE item (widget_id integer NOT NULL, id serial, PRIMARY KEY (widget_id, id));
