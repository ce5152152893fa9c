//! The words in which a database keeps its tables and indexes, and what they say after changes: as their users wrote them.
//!
//! A table is built anew in these words, edited as `fklint fix --diff` edits a file. So its comments, its layout and what the
//! catalog does not keep stay, and the way back ends in the very text that was there.

use fklint_catalog::write::{self, Wording};
use fklint_catalog::{Catalog, Change, Engine, Key, Table, TableName, stored};
use fklint_reflect::ddl::lex::lex;
use fklint_reflect::ddl::token::TokenKind;
use fklint_reflect::{Reflection, ScriptSource, ddl, replay};
use fklint_rule::{Plan, Safety, Step};
use fklint_source::{FileId, SourceFile, SourceMap, Span};
use rusqlite::Connection;
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::Stop;
use super::told;
use crate::edit::{edits, spliced};

/// The texts of a database, those that plans would make among them.
#[derive(Default)]
pub(super) struct Texts {
    tables: FxHashMap<TableName, Said>,
    /// Each with its table.
    indexes: Vec<(TableName, Key, String)>,
}

/// The texts of a table.
#[derive(Default)]
struct Said {
    /// As the database keeps it.
    stored: String,
    /// What makes exactly these tables, their indexes aside.
    known: Vec<(Table, String)>,
}

/// What a text says and the catalog does not keep.
const UNKEPT: &[(&[&str], &str)] = &[
    (&["on", "conflict"], "its ON CONFLICT clauses"),
    (HIDDEN, "that its rowid is apart from its PRIMARY KEY DESC"),
];

/// Such a column is no other name of the rowid, which `PRIMARY KEY (a DESC)` makes it.
const HIDDEN: &[&str] = &["primary", "key", "desc"];

impl Texts {
    /// Reads what the database keeps; `catalog` is its schema.
    pub(super) fn of(connection: &Connection, catalog: &Catalog) -> Result<Self, Stop> {
        let mut statement = connection
            .prepare(
                "SELECT sql FROM sqlite_schema WHERE type IN ('table', 'index') AND name NOT LIKE 'sqlite^_%' ESCAPE '^' \
                 AND sql IS NOT NULL ORDER BY type DESC, rowid",
            )
            .map_err(told)?;
        let rows = statement
            .query_map([], |row| Ok(row.get_ref(0)?.as_str().unwrap_or_default().to_owned()))
            .map_err(told)?;
        let all = rows.collect::<Result<Vec<String>, _>>().map_err(told)?;
        let (reflection, _) = read(all.iter().map(String::as_str));
        let differences = stored::compare(&reflection.catalog, catalog);
        let differing: FxHashSet<&TableName> =
            differences.iter().filter_map(|difference| difference.at.as_ref()?.table()).collect();
        let mut texts = Self::default();
        for statement in &reflection.history.statements {
            let ([change], Some(text)) = (statement.changes.as_slice(), all.get(statement.script as usize))
            else {
                continue;
            };
            let Some(name) = change.table() else { continue };
            let live = catalog.table(name).filter(|_| !differing.contains(name));
            match (change, live) {
                (Change::CreateTable { .. }, live) => {
                    let known = live.map(|table| (bare(table), text.clone())).into_iter().collect();
                    texts.tables.insert(name.clone(), Said { stored: text.clone(), known });
                }
                (Change::AddKey { key, .. }, Some(live)) => {
                    let is_it = |other: &&Key| other.name == key.name && is_index(other);
                    let key = live.keys.iter().find(is_it);
                    texts.indexes.extend(key.map(|key| (name.clone(), key.clone(), text.clone())));
                }
                _ => {}
            }
        }
        Ok(texts)
    }

    /// Learns what the texts say after a plan's changes of `before`, where they can be edited so.
    pub(super) fn follow(&mut self, changes: &[Change], before: &Catalog) {
        let mut after = before.clone();
        if changes.iter().any(|change| after.apply(change).is_err()) {
            return;
        }
        let names: FxHashSet<&TableName> = changes.iter().filter_map(Change::table).collect();
        for name in names {
            if let Some(new) = after.table(name).filter(|new| self.text(new).is_none())
                && let Some(text) = self.edited(name, changes, before, &after)
                && let Some(said) = self.tables.get_mut(name)
            {
                said.known.push((bare(new), text));
            }
        }
    }

    /// What would be lost if this table were made anew in its place, since no text is known that says it.
    pub(super) fn loses(&self, new: &Table) -> Option<String> {
        if self.text(new).is_some() {
            return None;
        }
        let unkept = unkept(&self.tables.get(&new.name)?.stored);
        unkept.first().map(|(what, _)| format!("building `{}` anew would lose {what}", new.name))
    }

    /// The text that makes this table, its indexes aside.
    fn text(&self, table: &Table) -> Option<&str> {
        let (table, said) = (bare(table), self.tables.get(&table.name)?);
        said.known.iter().find(|(known, _)| *known == table).map(|(_, text)| text.as_str())
    }

    /// The text of a table with what `changes` say of it, if it then makes the table in `after` and keeps what no
    /// catalog does.
    fn edited(
        &self,
        name: &TableName,
        changes: &[Change],
        before: &Catalog,
        after: &Catalog,
    ) -> Option<String> {
        let (old, new) = (before.table(name)?, after.table(name)?);
        let text = self.text(old)?;
        // Indexes that are made are statements of their own.
        let is_made = |change: &Change| matches!(change, Change::AddKey { key, .. } if is_index(key));
        let of_table = changes.iter().filter(|change| change.table() == Some(name) && !is_made(change));
        let plan = Plan {
            title: String::new(),
            safety: Safety::Safe,
            steps: of_table.cloned().map(Step::Change).collect(),
        };
        let keys = old.foreign_keys.iter().chain(&new.foreign_keys);
        let parents: FxHashSet<&TableName> =
            keys.map(|key| &key.parent).filter(|parent| *parent != name).collect();
        let around = parents.iter().filter_map(|parent| Some(self.tables.get(*parent)?.stored.as_str()));
        let indexes = self.indexes.iter().filter(|(table, key, _)| table == name && old.keys.contains(key));
        let indexes = indexes.map(|(.., text)| text.as_str());
        let (reflection, sources) = read(std::iter::once(text).chain(around).chain(indexes));
        let edits = edits(&plan, &reflection, &sources).ok()?;
        let edits = edits.iter().filter(|edit| edit.place.file == FileId(0));
        let edited = String::from_utf8(spliced(text.as_bytes(), edits)).ok()?;
        let (again, _) = read([edited.as_str()]);
        let is_whole = again.history.statements.len() == 1
            && again.tally.unread == 0
            && again.tally.stepped_over == ddl::read(text.as_bytes(), Engine::Sqlite).tally.stepped_over
            && unkept(&edited) == unkept(text);
        let around = after.subset(parents);
        let with = |table: &Table| {
            let mut all = around.clone();
            let create = Change::CreateTable { table: bare(table).into(), if_not_exists: false };
            all.apply(&create).ok().map(|()| all)
        };
        let (read, meant) = (with(again.catalog.table(name)?)?, with(new)?);
        (is_whole && stored::compare(&read, &meant).is_empty()).then_some(edited)
    }
}

impl Wording for Texts {
    fn table(&self, table: &Table) -> Option<String> {
        self.text(table).map(str::to_owned)
    }

    fn index(&self, table: &Table, key: &Key) -> Option<String> {
        let is_it = |(name, known, _): &&(TableName, Key, String)| *name == table.name && known == key;
        self.indexes.iter().find(is_it).map(|(.., text)| text.clone())
    }

    fn hides_rowid(&self, table: &Table) -> bool {
        self.text(table).is_some_and(|text| !phrases(text, HIDDEN).is_empty())
    }
}

/// Statements as a schema, each in a file of its own.
fn read<'t>(texts: impl IntoIterator<Item = &'t str>) -> (Reflection, SourceMap) {
    let mut sources = SourceMap::default();
    let script = |text: &str| ScriptSource {
        file: sources.add(SourceFile::new(String::new(), text.as_bytes().to_vec())),
        name: String::new(),
        migration: false,
        read: ddl::read(text.as_bytes(), Engine::Sqlite),
    };
    let scripts = texts.into_iter().map(script).collect();
    (replay(Engine::Sqlite, None, scripts), sources)
}

/// A table as its CREATE TABLE alone says it.
fn bare(table: &Table) -> Table {
    let mut table = table.clone();
    table.keys.retain(|key| !is_index(key));
    table
}

fn is_index(key: &Key) -> bool {
    !write::stands_in_table(Engine::Sqlite, key)
}

/// What a text says and the catalog does not keep, each with the words that it belongs to.
fn unkept(sql: &str) -> Vec<(&'static str, Vec<String>)> {
    let found = |(phrase, what): &(&[&str], &'static str)| {
        phrases(sql, phrase).into_iter().map(|words| (*what, words)).collect::<Vec<_>>()
    };
    UNKEPT.iter().flat_map(found).collect()
}

/// Where a text says these words: the constraint or the word before them, and the word behind them.
fn phrases(sql: &str, phrase: &[&str]) -> Vec<Vec<String>> {
    let mut tokens = Vec::new();
    lex(sql.as_bytes(), Span::new(0, sql.len() as u32), Engine::Sqlite, &mut tokens);
    let words: Vec<&str> = tokens.iter().filter_map(|token| sql.get(token.span.range())).collect();
    let same =
        |there: &[&str]| there.iter().zip(phrase).all(|(word, other)| word.eq_ignore_ascii_case(other));
    let starts =
        (0..words.len().saturating_sub(phrase.len() - 1)).filter(|&at| same(&words[at..at + phrase.len()]));
    let with_bearer = |at: usize| {
        let mut from = at.saturating_sub(1);
        let mut depth = 0_usize;
        while from > 0 {
            match tokens[from].kind {
                TokenKind::Punct(b')') => depth += 1,
                TokenKind::Punct(b'(') => depth = depth.saturating_sub(1),
                _ if depth == 0 => break,
                _ => {}
            }
            from -= 1;
        }
        let end = (at + phrase.len() + 1).min(words.len());
        words[from..end].iter().map(|word| (*word).to_owned()).collect()
    };
    starts.map(with_bearer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_catalog_does_not_keep_is_seen_in_the_text_and_not_in_strings() {
        let said = |sql: &str| unkept(sql).into_iter().map(|(_, words)| words.join(" ")).collect::<Vec<_>>();
        assert_eq!(
            said("CREATE TABLE t (a NOT NULL ON /* x */ conflict IGNORE, UNIQUE (a, (b)) on conflict FAIL)"),
            ["NULL ON conflict IGNORE", "UNIQUE ( a , ( b ) ) on conflict FAIL"]
        );
        assert_eq!(said("CREATE TABLE t (a INTEGER PRIMARY KEY DESC)"), ["INTEGER PRIMARY KEY DESC )"]);
        assert!(said("CREATE TABLE t (a DEFAULT 'on conflict', PRIMARY KEY (a DESC))").is_empty());
        assert!(said("on conflict").len() == 1 && said("").is_empty());
    }
}
