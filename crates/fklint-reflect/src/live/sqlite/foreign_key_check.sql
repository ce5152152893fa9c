-- SQLite counts foreign keys from the last declared one.
SELECT c.rowid, c.parent, (SELECT max(id) FROM pragma_foreign_key_list(?1, 'main')) - c.fkid
FROM pragma_foreign_key_check(?1, 'main') AS c
