-- engine: mysql
-- Columns and keys that MySQL alone has.

CREATE TABLE more (
  a VARCHAR(20), b INT, h INT INVISIBLE, j VARCHAR(36) DEFAULT (uuid()), doc JSON,
  INDEX low ((lower(a))), INDEX inv (b) INVISIBLE, UNIQUE fx ((b + 1), (concat(a, 'x''y')) DESC)
);
