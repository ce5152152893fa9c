//! Optional: reads a corpus of real schemas and compares every foreign key with what a right reader finds.
//!
//! `FKLINT_CORPUS` names a folder with SQL files and `fks.tsv`: a line for each foreign key, with its file, dialect,
//! byte range, table, columns, parent, parent columns, actions and name. Without it the test says that it was skipped.

#![expect(clippy::print_stderr, reason = "a skipped test says so")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use fklint_catalog::{Action, Change, Engine, ForeignKey, Part, StatementKind, TableName, Target};
use fklint_reflect::{MarkedObject, Read, ddl};

fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("FKLINT_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: FKLINT_CORPUS names no folder of real schemas");
    }
    folder
}

struct Expected {
    line: usize,
    start: u32,
    end: u32,
    table: String,
    columns: Vec<String>,
    parent: String,
    parent_columns: Vec<String>,
    on_delete: Option<String>,
    on_update: Option<String>,
    name: Option<String>,
}

fn expected(corpus: &Path) -> BTreeMap<(String, Engine), Vec<Expected>> {
    let text = std::fs::read_to_string(corpus.join("fks.tsv")).expect("the corpus has a fks.tsv");
    let mut files: BTreeMap<(String, Engine), Vec<Expected>> = BTreeMap::new();
    for (line, row) in text.lines().enumerate().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let plain =
            |cell: &str| cell.split('.').next_back().unwrap_or("").trim_matches(QUOTES).to_lowercase();
        let list = |cell: &str| -> Vec<String> {
            let columns = cell.split(',').filter(|column| !column.trim().is_empty());
            columns.map(|column| column.trim().trim_matches(QUOTES).to_lowercase()).collect()
        };
        let text = |cell: &str| (!cell.is_empty()).then(|| cell.to_lowercase().replace('_', " "));
        let engine = match cells[0].split('/').next() {
            Some("mysql") => Engine::Mysql,
            Some("oracle") => Engine::Oracle,
            Some("sqlite") => Engine::Sqlite,
            _ => Engine::Postgres,
        };
        files.entry((cells[0].to_owned(), engine)).or_default().push(Expected {
            line: line + 1,
            start: cells[2].parse().expect("a start"),
            end: cells[3].parse().expect("an end"),
            table: plain(cells[4]),
            columns: list(cells[5]),
            parent: plain(cells[6]),
            parent_columns: list(cells[7]),
            on_delete: text(cells[8]),
            on_update: text(cells[9]),
            name: (!cells[10].is_empty()).then(|| cells[10].trim_matches(QUOTES).to_lowercase()),
        });
    }
    files
}

/// Statements that their engine refuses as well: a type after DROP COLUMN, two ALTERs without a semicolon.
const BROKEN: usize = 3;

const QUOTES: [char; 5] = ['"', '`', '[', ']', '\''];

/// The foreign keys of a text by their byte range.
fn found(read: &Read) -> BTreeMap<(u32, u32), (TableName, ForeignKey)> {
    let mut all = BTreeMap::new();
    for statement in &read.statements {
        let place = |change: usize, object: MarkedObject| {
            let mark = statement.marks.iter().find(|mark| {
                usize::from(mark.change) == change && mark.object == object && mark.part == Part::Whole
            });
            let span = mark.expect("every foreign key has a place").span;
            (span.start, span.end)
        };
        for (nth, change) in statement.changes.iter().enumerate() {
            match change {
                Change::CreateTable { table, .. } => {
                    for (index, key) in table.foreign_keys.iter().enumerate() {
                        let at = place(nth, MarkedObject::ForeignKey(index as u16));
                        all.insert(at, (table.name.clone(), key.clone()));
                    }
                }
                Change::AddForeignKey { table, foreign_key } => {
                    let at = place(nth, MarkedObject::ForeignKey(0));
                    all.insert(at, (table.clone(), foreign_key.clone()));
                }
                _ => {}
            }
        }
    }
    all
}

fn differences(want: &Expected, table: &TableName, key: &ForeignKey) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut compare = |what: &str, want: &dyn std::fmt::Debug, got: &dyn std::fmt::Debug| {
        let (want, got) = (format!("{want:?}"), format!("{got:?}"));
        if want != got {
            wrong.push(format!("{what}: {got} instead of {want}"));
        }
    };
    let lower = |names: &[fklint_catalog::Ident]| -> Vec<String> {
        names.iter().map(|name| name.as_str().trim_matches(QUOTES).to_lowercase()).collect()
    };
    compare("table", &want.table, &table.name.as_str().to_lowercase());
    compare("columns", &want.columns, &lower(&key.columns));
    compare("parent", &want.parent, &key.parent.name.as_str().to_lowercase());
    let target = match &key.target {
        Target::Columns(columns) => lower(columns),
        Target::ParentPrimaryKey => Vec::new(),
    };
    compare("parent columns", &want.parent_columns, &target);
    let action = |said: &Option<String>| said.clone().unwrap_or_else(|| Action::NoAction.id().to_owned());
    compare("on delete", &action(&want.on_delete), &key.on_delete.id().to_owned());
    compare("on update", &action(&want.on_update), &key.on_update.id().to_owned());
    compare("name", &want.name, &key.name.as_ref().map(|name| name.as_str().to_lowercase()));
    wrong
}

#[test]
fn every_foreign_key_of_the_corpus_is_read_at_its_place() {
    let Some(corpus) = corpus() else { return };
    let (mut total, mut exact) = (0, 0);
    let mut wrong = Vec::new();
    for ((file, engine), keys) in expected(&corpus) {
        let text = std::fs::read(corpus.join(&file)).expect("a file of the corpus");
        let got = found(&ddl::read(&text, engine));
        for want in keys {
            total += 1;
            let differs = match got.get(&(want.start, want.end)) {
                None => vec![format!("nothing at {}..{}", want.start, want.end)],
                Some((table, key)) => differences(&want, table, key),
            };
            if differs.is_empty() {
                exact += 1;
            } else {
                wrong.push(format!(
                    "{file}:{} (line {} of fks.tsv): {}",
                    want.start,
                    want.line,
                    differs.join("; ")
                ));
            }
        }
    }
    eprintln!("{exact} of {total} foreign keys equal in place and content");
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_file_of_the_corpus_holds_an_unread_statement_but_the_broken_ones() {
    let Some(corpus) = corpus() else { return };
    let mut unread = Vec::new();
    let (mut files, mut statements) = (0, 0);
    let mut folders = vec![corpus.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let relative =
                path.strip_prefix(&corpus).expect("within the corpus").to_string_lossy().into_owned();
            if !relative.ends_with(".sql") {
                continue;
            }
            let engine = relative.split('/').next().and_then(|dialect| dialect.parse().ok());
            let text = std::fs::read(&path).expect("a file of the corpus");
            let read = ddl::read(&text, engine.expect("folders are named by dialect"));
            files += 1;
            statements += read.tally.statements;
            for statement in &read.statements {
                if let StatementKind::Unreadable(why) = &statement.kind {
                    let head = &text[statement.span.range()];
                    let head = String::from_utf8_lossy(&head[..head.len().min(90)]).replace('\n', " ");
                    unread.push(format!("{relative}:{}: {why}: {head}", statement.span.start));
                }
            }
        }
    }
    unread.sort();
    eprintln!("{files} files, {statements} statements, {} unread:\n{}", unread.len(), unread.join("\n"));
    assert!(unread.len() <= BROKEN, "{} statements were not read", unread.len());
}
