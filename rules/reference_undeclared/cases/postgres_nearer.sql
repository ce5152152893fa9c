-- engine: postgres
CREATE TABLE session (id integer PRIMARY KEY);
CREATE TABLE visit (id integer PRIMARY KEY, session_id integer REFERENCES session (id));
CREATE INDEX ON visit (session_id);
-- This is of an offline session, which has a key of two columns.
CREATE TABLE offline_session (session_id integer, kind text, PRIMARY KEY (session_id, kind));
CREATE TABLE offline_visit (id integer PRIMARY KEY, session_id integer, visit_id integer REFERENCES visit (id));
CREATE INDEX ON offline_visit (visit_id);
