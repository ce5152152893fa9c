-- The columns of the relations $1. Where pg_attribute has no attgenerated (before 12), the outer one is meant.
SELECT own.*
FROM (VALUES (''::"char")) AS missing (attgenerated)
CROSS JOIN LATERAL (
    SELECT
        a.attrelid AS relation,
        a.attnum AS number,
        a.attname AS name,
        format_type(a.atttypid, a.atttypmod) AS data_type,
        a.attnotnull AS not_null,
        a.attidentity AS identity,
        attgenerated AS generated,
        a.atthasdef AS has_default,
        pg_get_expr(d.adbin, d.adrelid) AS default,
        a.attcollation AS collation,
        a.attcollation <> t.typcollation AS collates_otherwise
    FROM unnest($1) AS wanted (relation)
    JOIN pg_attribute a ON a.attrelid = wanted.relation AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON a.atthasdef AND d.adrelid = a.attrelid AND d.adnum = a.attnum
) AS own
ORDER BY own.relation, own.number
