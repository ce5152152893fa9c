SELECT type, name, sql FROM main.sqlite_schema ORDER BY rowid
