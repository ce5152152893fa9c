-- What the relations $1 inherit from, or are partitions of.
SELECT i.inhrelid AS relation, n.nspname AS schema, c.relname AS name
FROM unnest($1) AS wanted (relation)
JOIN pg_inherits i ON i.inhrelid = wanted.relation
JOIN pg_class c ON c.oid = i.inhparent
JOIN pg_namespace n ON n.oid = c.relnamespace
ORDER BY i.inhrelid, i.inhseqno
