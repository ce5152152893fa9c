-- The foreign keys of the relations $1, but for those that a partition has from its table, or that a foreign key
-- has for each partition of its parent (conparentid). The outer columns are meant where pg_constraint has none:
-- conparentid before 11, confdelsetcols before 15, conenforced and conperiod before 18.
SELECT own.*
FROM (VALUES (0::oid, NULL::int2[], true, false)) AS missing (conparentid, confdelsetcols, conenforced, conperiod)
CROSS JOIN LATERAL (
    SELECT
        fk.oid,
        fk.conrelid AS relation,
        fk.conname AS name,
        fk.confrelid AS parent,
        fk.conkey AS columns,
        fk.confkey AS parent_columns,
        fk.confdeltype AS on_delete,
        fk.confupdtype AS on_update,
        fk.confmatchtype AS match_kind,
        confdelsetcols AS set_columns,
        fk.condeferrable AS is_deferrable,
        fk.condeferred AS is_deferred,
        fk.convalidated AS is_validated,
        conenforced AS is_enforced,
        conperiod AS is_period
    FROM unnest($1) AS wanted (relation)
    JOIN pg_constraint fk ON fk.conrelid = wanted.relation AND fk.contype = 'f' AND conparentid = 0
) AS own
ORDER BY own.relation, own.oid
