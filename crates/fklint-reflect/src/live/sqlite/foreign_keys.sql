SELECT t.name, f.id, f."table", f."from", f."to", f.on_update, f.on_delete
FROM pragma_table_list AS t CROSS JOIN pragma_foreign_key_list(t.name, 'main') AS f
WHERE t.schema = 'main' AND t.type = 'table'
