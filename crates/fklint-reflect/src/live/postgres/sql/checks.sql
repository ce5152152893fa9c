-- The checks of the relations $1 that they did not inherit.
SELECT c.conrelid AS relation, c.conname AS name, pg_get_expr(c.conbin, c.conrelid) AS expression
FROM unnest($1) AS wanted (relation)
JOIN pg_constraint c ON c.conrelid = wanted.relation AND c.contype = 'c' AND c.conislocal
ORDER BY c.conrelid, c.oid
