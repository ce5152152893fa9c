-- engine: mysql 8.4, live
-- A plan over so many tables is nobody's to read.
CREATE TABLE link0 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY) ENGINE=MyISAM;
CREATE TABLE link1 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link0_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link2 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link1_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link3 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link2_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link4 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link3_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link5 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link4_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link6 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link5_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link7 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link6_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link8 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link7_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link9 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link8_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link10 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link9_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link11 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link10_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link12 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link11_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link13 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link12_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link14 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link13_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link15 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link14_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link16 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link15_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link17 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link16_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link18 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link17_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link19 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link18_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link20 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link19_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link21 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link20_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
CREATE TABLE link22 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, link21_id INT) ENGINE=MyISAM; -- ~ storage-engine-without-fks
