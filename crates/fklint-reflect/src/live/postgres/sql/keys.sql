-- The indexes of the relations $1, with the constraint that each stands for. The outer columns are meant where
-- pg_index has none: indnkeyatts before 11, indnullsnotdistinct before 15.
SELECT own.*
FROM (VALUES (NULL::int2, false)) AS missing (indnkeyatts, indnullsnotdistinct)
CROSS JOIN LATERAL (
    SELECT
        x.indrelid AS relation,
        x.indexrelid AS index,
        i.relname AS name,
        con.contype AS contype,
        x.indisunique AS is_unique,
        x.indkey::int2[] AS columns,
        coalesce(indnkeyatts, x.indnatts) AS parts,
        x.indoption::int2[] AS options,
        x.indcollation::oid[] AS collations,
        am.amname AS method,
        x.indisvalid AND x.indisready AND x.indislive AS is_valid,
        indnullsnotdistinct AS nulls_not_distinct,
        coalesce(con.condeferrable, false) AS is_deferrable,
        coalesce(con.condeferred, false) AS is_deferred,
        pg_get_expr(x.indpred, x.indrelid) AS predicate,
        CASE WHEN x.indexprs IS NOT NULL THEN pg_get_indexdef(x.indexrelid) END AS definition
    FROM unnest($1) AS wanted (relation)
    JOIN pg_index x ON x.indrelid = wanted.relation
    JOIN pg_class i ON i.oid = x.indexrelid
    JOIN pg_am am ON am.oid = i.relam
    LEFT JOIN pg_constraint con ON con.conindid = x.indexrelid AND con.contype IN ('p', 'u', 'x')
) AS own
ORDER BY own.relation, own.index
