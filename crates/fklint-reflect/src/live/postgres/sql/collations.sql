SELECT oid, collname FROM pg_collation
