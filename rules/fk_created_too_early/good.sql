-- engine: postgres
-- Parents first; a table may reference itself; one CREATE INDEX author_mentor ON author (mentor_id);
CREATE INDEX book_author ON book (author_id);
CREATE INDEX book_series ON book (series_id);
