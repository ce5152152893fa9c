SELECT t.name, i.name, i."unique", i.origin, i.partial, p.cid, p.name, p."desc", p.coll
FROM pragma_table_list AS t
CROSS JOIN pragma_index_list(t.name, 'main') AS i
CROSS JOIN pragma_index_xinfo(i.name, 'main') AS p
WHERE t.schema = 'main' AND t.type = 'table' AND p.key
