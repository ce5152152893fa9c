-- Every schema, the engine's own too.
SELECT oid, nspname FROM pg_namespace ORDER BY nspname
