-- engine: mysql, mariadb
-- A shop, the way a program of many years makes it: old tables, later ones, and what was altered since.
SET NAMES utf8mb4;
SET FOREIGN_KEY_CHECKS = 0;

CREATE TABLE `customer` (
    `id` int unsigned NOT NULL AUTO_INCREMENT,
    `mail` varchar(190) CHARACTER SET latin1 NOT NULL,
    `name` varchar(120) COLLATE utf8mb4_bin DEFAULT NULL COMMENT 'as it''s said',
    `level` enum('new','old','it''s gone') NOT NULL DEFAULT 'new',
    `credit` decimal(12,2) NOT NULL DEFAULT '0.00',
    `made_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    `seen_at` datetime(3) DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP(3),
    `advised_by` int unsigned DEFAULT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `customer_mail` (`mail`),
    KEY `customer_name` (`name`(20), `level`),
    FULLTEXT KEY `customer_words` (`name`),
    CONSTRAINT `customer_advised` FOREIGN KEY (`advised_by`) REFERENCES `customer` (`id`) ON DELETE SET NULL,
    CONSTRAINT `customer_credit` CHECK (`credit` >= 0)
) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4 COMMENT='who buys';

CREATE TABLE article (
    tenant SMALLINT NOT NULL, number INT NOT NULL, price DOUBLE DEFAULT 1.5, stock INTEGER UNSIGNED DEFAULT 0,
    worth DOUBLE GENERATED ALWAYS AS (price * stock) VIRTUAL, tag VARCHAR(9) AS (concat('#', number)) STORED,
    picture MEDIUMBLOB, flags SET('a','b') DEFAULT 'a,b', active BOOL NOT NULL DEFAULT TRUE, area GEOMETRY NOT NULL,
    main_part INT, PRIMARY KEY (tenant, number), UNIQUE (number, tenant), SPATIAL KEY article_area (area),
    FOREIGN KEY (tenant, main_part) REFERENCES article (tenant, number) ON UPDATE NO ACTION ON DELETE RESTRICT
);

CREATE TABLE purchase (
    id BIGINT UNSIGNED PRIMARY KEY AUTO_INCREMENT,
    customer_id INT UNSIGNED NOT NULL,
    tenant SMALLINT, number INT,
    payment_id BIGINT UNSIGNED,
    day DATE NOT NULL DEFAULT '2020-01-31',
    FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT purchase_of FOREIGN KEY of_article (tenant, number) REFERENCES article (tenant, number) ON DELETE SET NULL,
    FOREIGN KEY (payment_id) REFERENCES payment (id),
    KEY late USING BTREE (day DESC, customer_id)
) ENGINE = InnoDB;

CREATE TABLE payment (
    id BIGINT UNSIGNED PRIMARY KEY AUTO_INCREMENT,
    purchase_id BIGINT UNSIGNED NOT NULL UNIQUE,
    amount NUMERIC(8) NOT NULL CHECK (amount <> 0),
    CONSTRAINT payment_of FOREIGN KEY (purchase_id) REFERENCES purchase (id)
);

CREATE TABLE log (at DATETIME, what TEXT, customer_id INT UNSIGNED, FOREIGN KEY (customer_id) REFERENCES customer (id)) ENGINE=MyISAM;
CREATE TABLE visit (id INT, month TINYINT NOT NULL, PRIMARY KEY (id, month)) PARTITION BY LIST (month) (PARTITION a VALUES IN (1, 2), PARTITION b VALUES IN (3));
CREATE TABLE `od``d name` (`a b` INT, `ü` INT, `key` INT, UNIQUE (`a b`), KEY (`key`));
CREATE VIEW cheap AS SELECT number FROM article WHERE price < 2;

-- What releases since have done to it.
ALTER TABLE purchase ADD COLUMN note VARCHAR(50) DEFAULT 'x' AFTER customer_id, ADD COLUMN first TINYINT(1) FIRST, ADD KEY (note);
ALTER TABLE customer MODIFY name VARCHAR(200) NOT NULL, CHANGE level rank_ VARCHAR(3) DEFAULT 'new', DROP KEY customer_words;
ALTER TABLE payment DROP FOREIGN KEY payment_of, ADD CONSTRAINT payment_for FOREIGN KEY (purchase_id) REFERENCES purchase (id) ON DELETE CASCADE;
CREATE INDEX by_stock ON article (stock);
DROP INDEX by_stock ON article;
RENAME TABLE log TO old_log;
ALTER TABLE `od``d name` RENAME COLUMN `key` TO k;
ALTER TABLE `od``d name` ALTER COLUMN k SET DEFAULT 4;
SET FOREIGN_KEY_CHECKS = 1;
