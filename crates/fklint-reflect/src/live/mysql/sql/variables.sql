SHOW GLOBAL VARIABLES
WHERE Variable_name IN ('default_storage_engine', 'foreign_key_checks', 'innodb_native_foreign_keys', 'restrict_fk_on_non_standard_key', 'lower_case_table_names')
