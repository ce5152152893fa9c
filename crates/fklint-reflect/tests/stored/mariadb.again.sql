CREATE TABLE `parent` (
  `id` int(11) NOT NULL,
  `code` varchar(10) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `code` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci;
CREATE TABLE `types` (
  `u` bigint(20) unsigned DEFAULT NULL,
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
  `y` year(4) DEFAULT NULL,
  `y4` year(4) DEFAULT NULL,
  `ti` tinyint(1) DEFAULT NULL,
  `t2` tinyint(4) DEFAULT NULL,
  `si` smallint(6) DEFAULT NULL,
  `mi` mediumint(9) unsigned zerofill DEFAULT NULL,
  `js` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL,
  `ch` varchar(10) CHARACTER SET latin1 COLLATE latin1_swedish_ci DEFAULT NULL,
  `tx` text DEFAULT NULL,
  `e` enum('a','B') DEFAULT NULL,
  `st` set('x','y') DEFAULT NULL,
  `bl` blob DEFAULT NULL,
  `bi` bit(1) DEFAULT NULL,
  `bn` binary(1) DEFAULT NULL,
  `vb` varbinary(3) DEFAULT NULL,
  `cv` varchar(30) DEFAULT NULL,
  `lv` mediumtext DEFAULT NULL,
  `i1` tinyint(4) DEFAULT NULL,
  `i8` bigint(20) DEFAULT NULL,
  `i3` mediumint(9) DEFAULT NULL,
  `fx` decimal(4,1) DEFAULT NULL,
  `dt` datetime(3) DEFAULT NULL,
  `tm` time DEFAULT NULL,
  `tb` varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL,
  `t0` datetime DEFAULT NULL,
  `u8` varchar(3) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci DEFAULT NULL,
  `cb` varchar(3) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT NULL,
  CONSTRAINT `CONSTRAINT_1` CHECK (json_valid(`js`))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
CREATE TABLE `defaults` (
  `a` int(11) DEFAULT 0,
  `a2` int(11) DEFAULT 5,
  `a3` int(11) DEFAULT NULL,
  `a4` int(11) NOT NULL DEFAULT -1,
  `a5` decimal(5,2) DEFAULT 1.00,
  `a6` float DEFAULT 1.5,
  `a7` tinyint(1) DEFAULT 1,
  `a8` tinyint(1) DEFAULT 0,
  `s` varchar(9) DEFAULT 'it''s',
  `s2` varchar(9) DEFAULT 'dq',
  `s3` varchar(9) DEFAULT '',
  `t1` timestamp NULL DEFAULT current_timestamp(),
  `t2` timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  `t3` datetime(3) DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3),
  `b1` bit(3) DEFAULT b'101',
  `dd` date DEFAULT '2020-01-01',
  `ex` int(11) DEFAULT (1 + 2),
  `ex2` varchar(40) DEFAULT uuid(),
  `ex3` varchar(9) DEFAULT concat('a','b'),
  `en` enum('x','y') DEFAULT 'x' COMMENT 'it''s',
  `g` int(11) GENERATED ALWAYS AS (`a` + `a2` * 2) VIRTUAL,
  `g2` int(11) GENERATED ALWAYS AS (coalesce(`a`,0) MOD 3) STORED
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `checks` (
  `a` int(11) DEFAULT NULL,
  `b` varchar(9) DEFAULT NULL,
  `c` int(11) DEFAULT NULL,
  CONSTRAINT `CONSTRAINT_7` CHECK (`a` > 0 and `a` <> 5),
  CONSTRAINT `ck2` CHECK (`b` in ('x','Y') or `c` between 1 and 2 and `a` <> `c`),
  CONSTRAINT `CONSTRAINT_1` CHECK (char_length(`b`) > 1 and `b` like 'a%' and `c` is not null and `b` <> 'q'),
  CONSTRAINT `CONSTRAINT_2` CHECK (`a` + `c` > 2 * (`a` - 1)),
  CONSTRAINT `CONSTRAINT_3` CHECK (`b` regexp '^a' and lcase(`b`) = `b` and `a` is null = (`c` is null)),
  CONSTRAINT `CONSTRAINT_4` CHECK (`c` in (1,2,3)),
  CONSTRAINT `CONSTRAINT_5` CHECK (case when `a` > 1 then `c` else 3 end > 1),
  CONSTRAINT `CONSTRAINT_6` CHECK (`a` <> 4)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
CREATE TABLE `child` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `pid` int(11) DEFAULT NULL,
  `pid3` int(11) DEFAULT NULL,
  `pid4` int(11) DEFAULT NULL,
  `pid5` int(11) DEFAULT NULL,
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
  KEY `fh` (`a`) USING HASH,
  KEY `pid5` (`pid5` DESC),
  KEY `code` (`code`),
  CONSTRAINT `child_ibfk_1` FOREIGN KEY (`pid`) REFERENCES `parent` (`id`),
  CONSTRAINT `child_ibfk_2` FOREIGN KEY (`pid3`) REFERENCES `parent` (`id`),
  CONSTRAINT `child_ibfk_3` FOREIGN KEY (`pid5`) REFERENCES `parent` (`id`),
  CONSTRAINT `child_ibfk_4` FOREIGN KEY (`code`) REFERENCES `parent` (`code`) ON UPDATE CASCADE,
  CONSTRAINT `named` FOREIGN KEY (`pid4`) REFERENCES `parent` (`id`) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci;
CREATE TABLE `lost` (
  `pid` int(11) DEFAULT NULL,
  KEY `pid` (`pid`)
) ENGINE=MyISAM DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci;
CREATE TABLE `parted` (
  `id` int(11) DEFAULT NULL,
  `d` date DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci
 PARTITION BY RANGE (year(`d`))
(PARTITION `p0` VALUES LESS THAN (1990) ENGINE = InnoDB,
 PARTITION `p1` VALUES LESS THAN MAXVALUE ENGINE = InnoDB);
CREATE TABLE `hashed` (
  `id` int(11) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci
 PARTITION BY HASH (`id`)
PARTITIONS 4;
CREATE TABLE `copy` (
  `id` int(11) NOT NULL,
  `code` varchar(10) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `code` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci
;
