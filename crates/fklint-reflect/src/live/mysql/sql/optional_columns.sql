-- Which of the columns that came with later versions are there.
SELECT CONCAT(TABLE_NAME, '.', COLUMN_NAME)
FROM information_schema.COLUMNS
WHERE TABLE_SCHEMA = 'information_schema' AND TABLE_NAME IN ('STATISTICS', 'CHECK_CONSTRAINTS')
