SELECT t.name, t.type, t.wr, t.strict FROM pragma_table_list AS t WHERE t.schema = 'main'
