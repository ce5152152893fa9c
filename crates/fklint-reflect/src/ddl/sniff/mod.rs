//! Which dialect a text is written in.

mod header;
mod path;
mod phrases;
mod syntax;

use fklint_catalog::Engine;

use syntax::Scores;

/// A path's word yields to a syntax that is this much another engine's and not at all its own.
const CONTRADICTION: i32 = 20;

/// What an engine's name in the first comment is worth.
const MENTION: i32 = 12;

/// The dialect of a text, from its header, its path and its words; `None` when nothing tells.
///
/// Dialect is a matter of the file, not of the run: migrations for several engines stand side by side.
/// A dump's header is believed first, then the words of the path (`mysql/`, `.sqlite.up.sql`), from the
/// file's name upwards, then the syntax of the first 64 kB.
#[must_use]
pub fn sniff(text: &[u8], path: &str) -> Option<Engine> {
    if let Some(engine) = header::engine(text) {
        return Some(engine);
    }
    let scores = scores(text);
    if let Some(engine) = path::engine(path) {
        return match scores.best() {
            Some((best, score)) if score >= CONTRADICTION && scores.of(engine) <= 0 => Some(best),
            _ => Some(engine),
        };
    }
    scores.best().map(|(engine, _)| engine)
}

/// The dialect that texts share of which some alone tell too little, such as the files of one migration
/// directory. Texts whose own header or path tells are passed over: ask [`sniff`] about those.
#[must_use]
pub fn sniff_together<'a>(texts: impl IntoIterator<Item = (&'a [u8], &'a str)>) -> Option<Engine> {
    let mut sum = Scores::default();
    for (text, path) in texts {
        match header::engine(text).or_else(|| path::engine(path)) {
            Some(_) => {}
            None => sum.merge(&scores(text)),
        }
    }
    sum.best().map(|(engine, _)| engine)
}

fn scores(text: &[u8]) -> Scores {
    let mut scores = syntax::scores(text);
    if let Some(engine) = header::mentioned(text) {
        scores.add(engine, MENTION);
    }
    scores
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expected: Option<Engine>, path: &str, text: &str) {
        assert_eq!(sniff(text.as_bytes(), path), expected, "{path}: {text}");
    }

    #[test]
    fn headers_of_dumps_win() {
        check(
            Some(Engine::Mysql),
            "postgres/x.sql",
            "-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)\n",
        );
        check(Some(Engine::Mariadb), "x.sql", "-- MySQL dump 10.19  Distrib 10.11.6-MariaDB, for Linux\n");
        check(
            Some(Engine::Mariadb),
            "x.sql",
            "/*M!999999\\- enable the sandbox mode */ \n-- MariaDB dump 10.19\n",
        );
        check(Some(Engine::Postgres), "x.sql", "\u{feff}\n--\n-- PostgreSQL database dump\n--\n");
        check(Some(Engine::Sqlite), "x.sql", "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n");
        check(Some(Engine::Mysql), "x.sql", "-- phpMyAdmin SQL Dump\n-- version 5.2\n");
    }

    #[test]
    fn the_nearest_word_of_the_path_is_believed() {
        let plain = "CREATE TABLE t (id INTEGER PRIMARY KEY);";
        check(Some(Engine::Sqlite), "postgres/m/0001_x.sqlite.up.sql", plain);
        check(Some(Engine::Mysql), "sqlite/mysql/0001.sql", plain);
        check(Some(Engine::Postgres), "db/postgresql96/0001.sql", plain);
        check(Some(Engine::Oracle), "tables-oracle10.sql", plain);
        check(Some(Engine::Mariadb), "MariaDB\\x.sql", plain);
        check(Some(Engine::SqlServer), "x.mssql.sql", plain);
        check(Some(Engine::Oracle), "db/body.pkb", "CREATE TABLE t (id INTEGER);");
    }

    #[test]
    fn a_name_that_speaks_of_two_engines_tells_nothing() {
        check(Some(Engine::Sqlite), "sqlite/mysql_to_postgres.sql", "CREATE TABLE t (id INTEGER);");
    }

    #[test]
    fn a_syntax_that_the_path_contradicts_through_and_through_wins() {
        let mysql = "CREATE TABLE `a` (`id` int(11) unsigned NOT NULL AUTO_INCREMENT) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;";
        check(Some(Engine::Mysql), "/home/postgres/x.sql", mysql);
    }

    #[test]
    fn syntax_tells_where_nothing_else_does() {
        check(Some(Engine::Mysql), "", "CREATE TABLE a (id int NOT NULL) ENGINE = InnoDB;");
        check(Some(Engine::Mysql), "", "ALTER TABLE a DROP FOREIGN KEY b;");
        check(Some(Engine::Postgres), "", "CREATE TABLE a (id bigserial, b jsonb DEFAULT '{}'::jsonb);");
        check(
            Some(Engine::Postgres),
            "",
            "ALTER TABLE ONLY a ADD CONSTRAINT b FOREIGN KEY (c) REFERENCES d(e);",
        );
        check(Some(Engine::Sqlite), "", "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT);");
        check(Some(Engine::Sqlite), "", "CREATE TABLE a (b TEXT PRIMARY KEY, c DATETIME) WITHOUT ROWID;");
        check(Some(Engine::Oracle), "", "CREATE TABLE a (id NUMBER(10), b VARCHAR2(20 CHAR));");
        check(Some(Engine::Oracle), "", "CREATE TABLE a (id INTEGER)\n/\n");
        check(Some(Engine::SqlServer), "", "ALTER TABLE dbo.a ADD b int");
        check(
            Some(Engine::Postgres),
            "",
            "CREATE TABLE a (i serial);\nALTER TABLE a OWNER TO \"our-dbo\";\nGRANT ALL ON a TO \"our-dbo\";",
        );
        check(Some(Engine::SqlServer), "", "CREATE TABLE [dbo].[a] ([id] int IDENTITY(1,1))\nGO\n");
    }

    #[test]
    fn an_engine_named_in_the_first_comment_counts() {
        check(Some(Engine::Sqlite), "", "-- Schema for SQLite.\nCREATE TABLE a (id INTEGER);");
        check(None, "", "-- Runs on MySQL and SQLite.\nCREATE TABLE a (id INTEGER);");
    }

    #[test]
    fn files_that_belong_together_tell_together() {
        let files = ["ALTER TABLE a ADD b INTEGER;", "CREATE TABLE a (id bigserial);"];
        let texts = files.iter().map(|text| (text.as_bytes(), "1.sql"));
        assert_eq!(sniff_together(texts), Some(Engine::Postgres));
        let named = [("CREATE TABLE a (id bigserial);".as_bytes(), "pg/1.sql")];
        assert_eq!(sniff_together(named), None);
    }

    #[test]
    fn phrases_are_sorted() {
        assert!(phrases::PHRASES.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn comments_and_strings_do_not_tell() {
        check(None, "", "-- AUTO_INCREMENT\nINSERT INTO a VALUES ('ENGINE=InnoDB it''s', 1); /* VARCHAR2 */");
        check(None, "", "CREATE TABLE a (id INTEGER);");
        check(None, "", "");
    }
}
