-- Tables and views of the schemas $1 that belong to no extension, and whatever else their foreign keys name.
SELECT
    c.oid,
    n.nspname AS schema,
    c.relname AS name,
    c.relkind AS kind,
    c.relispartition AS is_partition,
    c.relpersistence = 'u' AS is_unlogged,
    is_asked.yes AS is_asked,
    CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_key,
    CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END AS bound
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_depend extension
    ON extension.objid = c.oid AND extension.objsubid = 0
    AND extension.classid = 'pg_class'::regclass AND extension.deptype = 'e'
CROSS JOIN LATERAL (SELECT c.relnamespace = ANY ($1) AND extension.objid IS NULL) AS is_asked (yes)
WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm')
    AND (is_asked.yes OR c.oid IN (
        SELECT fk.confrelid
        FROM pg_constraint fk
        JOIN pg_class child ON child.oid = fk.conrelid
        WHERE fk.contype = 'f' AND child.relnamespace = ANY ($1)
    ))
ORDER BY c.oid
