-- engine: mysql, mariadb
CREATE TABLE parent (id INTEGER PRIMARY KEY, code varchar(10) NOT NULL, UNIQUE (code)) CHARSET=latin1;
CREATE TABLE types (
  u bigint(20) unsigned, b BOOL, bo boolean, d DEC, n NUMERIC(5), f FLOAT, f24 float(24), f53 float(53), dp DOUBLE PRECISION, r REAL, c CHAR,
  nc NCHAR(5), nv NATIONAL VARCHAR(9), y YEAR, y4 YEAR(4), ti TINYINT(1), t2 tinyint(4), si smallint, mi MEDIUMINT(9) zerofill, js JSON,
  ch varchar(10) charset latin1, tx TEXT, e ENUM('a','B'), st SET('x','y'), bl BLOB, bi BIT, bn BINARY, vb VARBINARY(3), cv CHARACTER VARYING(30),
  lv LONG VARCHAR, i1 int1, i8 int8, i3 int3, fx FIXED(4,1), dt DATETIME(3), tm TIME, tb varchar(20) BINARY, t0 datetime(0), u8 varchar(3) charset utf8mb3,
  cb varchar(3) COLLATE latin1_bin
) CHARSET=utf8mb4;
CREATE TABLE defaults (
  a int DEFAULT '0', a2 int DEFAULT 5, a3 int DEFAULT NULL, a4 int NOT NULL DEFAULT -1, a5 decimal(5,2) DEFAULT 1, a6 float DEFAULT 1.50,
  a7 bool DEFAULT true, a8 bool DEFAULT FALSE, s varchar(9) DEFAULT 'it''s', s2 varchar(9) DEFAULT "dq", s3 varchar(9) DEFAULT '',
  t1 timestamp NULL DEFAULT CURRENT_TIMESTAMP, t2 timestamp NULL DEFAULT now() ON UPDATE now(),
  t3 datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3), b1 bit(3) DEFAULT b'101', dd date DEFAULT '2020-01-01',
  ex int DEFAULT (1+2), ex2 varchar(40) DEFAULT (uuid()), ex3 varchar(9) DEFAULT (concat('a','b')), en enum('x','y') DEFAULT 'x' COMMENT 'it''s',
  g int AS (a+a2*2), g2 int GENERATED ALWAYS AS (coalesce(a,0) % 3) STORED
) CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE checks (
  a int CHECK (a > 0 AND a<>5), b varchar(9), c int,
  CONSTRAINT ck2 CHECK (b IN ('x','Y') OR c BETWEEN 1 AND 2 AND NOT (a = c)), CHECK (char_length(b) > 1 AND b LIKE 'a%' AND c IS NOT NULL AND b != 'q'),
  CHECK (a+c > 2*(a-1)), CHECK (b regexp '^a' AND lower(b)=b AND (a IS NULL) = (c IS NULL)), CHECK (c IN (1,2,3)),
  CHECK (CASE WHEN a > 1 THEN c ELSE 3 END > 1), CHECK (NOT a IN (4))
) CHARSET=utf8mb4;
CREATE TABLE child (
  id serial, pid int, pid3 int, pid4 int, pid5 int, a varchar(20), b varchar(20), code varchar(10),
  KEY (pid), KEY (pid), KEY (a(20)), KEY (a(5)) USING BTREE, UNIQUE (b), FOREIGN KEY (pid) REFERENCES parent (id),
  FOREIGN KEY (pid3) REFERENCES parent (id) ON DELETE RESTRICT ON UPDATE NO ACTION,
  CONSTRAINT named FOREIGN KEY (pid4) REFERENCES parent (id) MATCH FULL ON DELETE SET NULL, KEY dsc (a DESC, b), KEY fh (a) USING HASH,
  UNIQUE KEY un (a, b), KEY pid5 (pid5 DESC), FOREIGN KEY (pid5) REFERENCES parent (id), FOREIGN KEY (code) REFERENCES parent (code) ON UPDATE CASCADE
) CHARSET=latin1;
CREATE TABLE lost (pid int, KEY (pid), FOREIGN KEY (pid) REFERENCES parent (id)) ENGINE=MyISAM CHARSET=latin1;
CREATE TABLE parted (id int, d date) CHARSET=latin1 PARTITION BY RANGE (YEAR(d)) (PARTITION p0 VALUES LESS THAN (1990), PARTITION p1 VALUES LESS THAN MAXVALUE);
CREATE TABLE hashed (id int PRIMARY KEY) CHARSET=latin1 PARTITION BY HASH (id) PARTITIONS 4;
CREATE TABLE copy LIKE parent;
