-- engine: oracle
CREATE TABLE entry (widget_id NUMBER NOT NULL, id NUMBER GENERATED ALWAYS AS IDENTITY, PRIMARY KEY (widget_id, id));
