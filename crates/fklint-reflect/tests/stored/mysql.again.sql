CREATE TABLE `parent` (
  `id` int NOT NULL,
  `code` varchar(10) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `code` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
CREATE TABLE `types` (
  `u` bigint unsigned DEFAULT NULL,
  `b` tinyint(1) DEFAULT NULL,
  `bo` tinyint(1) DEFAULT NULL,
  `d` decimal(10,0) DEFAULT NULL,
  `n` decimal(5,0) DEFAULT NULL,
  `f` float DEFAULT NULL,
  `f24` float DEFAULT NULL,
  `f53` double DEFAULT NULL,
  `dp` double DEFAULT NULL,
  `r` double DEFAULT NULL,
  `c` char(1) DEFAULT NULL,
  `nc` char(5) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci DEFAULT NULL,
  `nv` varchar(9) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci DEFAULT NULL,
  `y` year DEFAULT NULL,
  `y4` year DEFAULT NULL,
  `ti` tinyint(1) DEFAULT NULL,
  `t2` tinyint DEFAULT NULL,
  `si` smallint DEFAULT NULL,
  `mi` mediumint(9) unsigned zerofill DEFAULT NULL,
  `js` json DEFAULT NULL,
  `ch` varchar(10) CHARACTER SET latin1 COLLATE latin1_swedish_ci DEFAULT NULL,
  `tx` text,
  `e` enum('a','B') DEFAULT NULL,
  `st` set('x','y') DEFAULT NULL,
  `bl` blob,
  `bi` bit(1) DEFAULT NULL,
  `bn` binary(1) DEFAULT NULL,
  `vb` varbinary(3) DEFAULT NULL,
  `cv` varchar(30) DEFAULT NULL,
  `lv` mediumtext,
  `i1` tinyint DEFAULT NULL,
  `i8` bigint DEFAULT NULL,
  `i3` mediumint DEFAULT NULL,
  `fx` decimal(4,1) DEFAULT NULL,
  `dt` datetime(3) DEFAULT NULL,
  `tm` time DEFAULT NULL,
  `tb` varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL,
  `t0` datetime DEFAULT NULL,
  `u8` varchar(3) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci DEFAULT NULL,
  `cb` varchar(3) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE `defaults` (
  `a` int DEFAULT '0',
  `a2` int DEFAULT '5',
  `a3` int DEFAULT NULL,
  `a4` int NOT NULL DEFAULT '-1',
  `a5` decimal(5,2) DEFAULT '1.00',
  `a6` float DEFAULT '1.5',
  `a7` tinyint(1) DEFAULT '1',
  `a8` tinyint(1) DEFAULT '0',
  `s` varchar(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT 'it''s',
  `s2` varchar(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT 'dq',
  `s3` varchar(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT '',
  `t1` timestamp NULL DEFAULT CURRENT_TIMESTAMP,
  `t2` timestamp NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  `t3` datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
  `b1` bit(3) DEFAULT b'101',
  `dd` date DEFAULT '2020-01-01',
  `ex` int DEFAULT ((1 + 2)),
  `ex2` varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT (uuid()),
  `ex3` varchar(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT (concat(_utf8mb3'a',_utf8mb3'b')),
  `en` enum('x','y') CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT 'x' COMMENT 'it''s',
  `g` int GENERATED ALWAYS AS ((`a` + (`a2` * 2))) VIRTUAL,
  `g2` int GENERATED ALWAYS AS ((coalesce(`a`,0) % 3)) STORED
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `checks` (
  `a` int DEFAULT NULL,
  `b` varchar(9) DEFAULT NULL,
  `c` int DEFAULT NULL,
  CONSTRAINT `checks_chk_1` CHECK (((`a` > 0) and (`a` <> 5))),
  CONSTRAINT `checks_chk_2` CHECK (((char_length(`b`) > 1) and (`b` like _utf8mb3'a%') and (`c` is not null) and (`b` <> _utf8mb3'q'))),
  CONSTRAINT `checks_chk_3` CHECK (((`a` + `c`) > (2 * (`a` - 1)))),
  CONSTRAINT `checks_chk_4` CHECK ((regexp_like(`b`,_utf8mb3'^a') and (lower(`b`) = `b`) and ((`a` is null) = (`c` is null)))),
  CONSTRAINT `checks_chk_5` CHECK ((`c` in (1,2,3))),
  CONSTRAINT `checks_chk_6` CHECK (((case when (`a` > 1) then `c` else 3 end) > 1)),
  CONSTRAINT `checks_chk_7` CHECK ((`a` <> 4)),
  CONSTRAINT `ck2` CHECK (((`b` in (_utf8mb3'x',_utf8mb3'Y')) or ((`c` between 1 and 2) and (`a` <> `c`))))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE `child` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `pid` int DEFAULT NULL,
  `pid3` int DEFAULT NULL,
  `pid4` int DEFAULT NULL,
  `pid5` int DEFAULT NULL,
  `a` varchar(20) DEFAULT NULL,
  `b` varchar(20) DEFAULT NULL,
  `code` varchar(10) DEFAULT NULL,
  UNIQUE KEY `id` (`id`),
  UNIQUE KEY `b` (`b`),
  UNIQUE KEY `un` (`a`,`b`),
  KEY `pid` (`pid`),
  KEY `pid_2` (`pid`),
  KEY `a` (`a`),
  KEY `a_2` (`a`(5)) USING BTREE,
  KEY `pid3` (`pid3`),
  KEY `named` (`pid4`),
  KEY `dsc` (`a` DESC,`b`),
  KEY `fh` (`a`),
  KEY `pid5` (`pid5` DESC),
  KEY `pid5_2` (`pid5`),
  KEY `code` (`code`),
  CONSTRAINT `child_ibfk_1` FOREIGN KEY (`pid`) REFERENCES `parent` (`id`),
  CONSTRAINT `child_ibfk_2` FOREIGN KEY (`pid3`) REFERENCES `parent` (`id`) ON DELETE RESTRICT,
  CONSTRAINT `child_ibfk_3` FOREIGN KEY (`pid5`) REFERENCES `parent` (`id`),
  CONSTRAINT `child_ibfk_4` FOREIGN KEY (`code`) REFERENCES `parent` (`code`) ON UPDATE CASCADE,
  CONSTRAINT `named` FOREIGN KEY (`pid4`) REFERENCES `parent` (`id`) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
CREATE TABLE `lost` (
  `pid` int DEFAULT NULL,
  KEY `pid` (`pid`)
) ENGINE=MyISAM DEFAULT CHARSET=latin1;
CREATE TABLE `parted` (
  `id` int DEFAULT NULL,
  `d` date DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=latin1
/*!50100 PARTITION BY RANGE (year(`d`))
(PARTITION p0 VALUES LESS THAN (1990) ENGINE = InnoDB,
 PARTITION p1 VALUES LESS THAN MAXVALUE ENGINE = InnoDB) */;
CREATE TABLE `hashed` (
  `id` int NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1
/*!50100 PARTITION BY HASH (`id`)
PARTITIONS 4 */;
CREATE TABLE `copy` (
  `id` int NOT NULL,
  `code` varchar(10) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `code` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1
;
