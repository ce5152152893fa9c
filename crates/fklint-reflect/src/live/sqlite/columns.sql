-- Views and virtual tables are left out: their columns are the answer of a query or of a module, which may fail.
SELECT t.name, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
FROM pragma_table_list AS t CROSS JOIN pragma_table_xinfo(t.name, 'main') AS c
WHERE t.schema = 'main' AND t.type = 'table'
