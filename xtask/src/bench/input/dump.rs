//! A `mysqldump` as it is in the wild: few tables, and rows in INSERT statements of a megabyte each.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::Random;

/// The length of one extended INSERT.
const STATEMENT: usize = 1_000_000;

/// Writes `tables` tables and `megabytes` of rows, spread evenly.
pub(crate) fn write(
    out: &mut impl Write,
    random: &mut Random,
    tables: usize,
    megabytes: usize,
) -> io::Result<()> {
    writeln!(
        out,
        "-- MySQL dump 10.13  Distrib 8.4.3, for Linux (x86_64)\n--\n-- Host: localhost    Database: shop"
    )?;
    writeln!(out, "/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;\n")?;
    let mut written = 0;
    for table in 0..tables {
        define(out, random, table)?;
        writeln!(out, "LOCK TABLES `t{table}` WRITE;")?;
        while written < (table + 1) * megabytes * 1_000_000 / tables {
            let statement = insert(random, table);
            written += statement.len();
            out.write_all(statement.as_bytes())?;
        }
        writeln!(out, "UNLOCK TABLES;\n")?;
    }
    writeln!(out, "/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;")?;
    writeln!(out, "-- Dump completed on 2026-01-01  0:00:00")
}

fn define(out: &mut impl Write, random: &mut Random, table: usize) -> io::Result<()> {
    writeln!(out, "DROP TABLE IF EXISTS `t{table}`;\nCREATE TABLE `t{table}` (")?;
    writeln!(
        out,
        "  `id` int NOT NULL AUTO_INCREMENT,\n  `parent_id` int DEFAULT NULL,\n  `price` decimal(10,2) NOT NULL,"
    )?;
    writeln!(
        out,
        "  `title` varchar(255) NOT NULL,\n  `body` text,\n  PRIMARY KEY (`id`),\n  KEY `k{table}` (`parent_id`),"
    )?;
    let parent = random.below(table + 1);
    writeln!(
        out,
        "  CONSTRAINT `f{table}` FOREIGN KEY (`parent_id`) REFERENCES `t{parent}` (`id`) ON DELETE SET NULL"
    )?;
    writeln!(out, ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;\n")
}

/// One statement full of rows, with the quotes, escapes and semicolons that a splitter has to see through.
fn insert(random: &mut Random, table: usize) -> String {
    let mut text = format!("INSERT INTO `t{table}` VALUES ");
    let words = [
        "it\\'s",
        "so; far",
        "no -- comment",
        "a ''quote''",
        "plain",
        "text",
        "/* neither */",
        "(1,2)",
        "\\\\",
    ];
    while text.len() < STATEMENT {
        let (id, price, cents) = (random.below(9_999_999), random.below(999), random.below(100));
        let _ = write!(text, "({id},NULL,{price}.{cents:02},'");
        for _ in 0..4 + random.below(12) {
            let _ = write!(text, "{} ", random.pick(&words));
        }
        let _ = write!(text, "','{}'),", random.pick(&words));
    }
    text.pop();
    text.push_str(";\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dump_has_its_tables_and_the_asked_size() {
        let mut out = Vec::new();
        write(&mut out, &mut Random::new(2), 3, 4).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.matches("CREATE TABLE").count(), 3);
        assert!((4_000_000..6_000_000).contains(&text.len()), "{}", text.len());
        assert!(text.lines().filter(|line| line.starts_with("INSERT")).all(|line| line.ends_with("');")));
    }
}
