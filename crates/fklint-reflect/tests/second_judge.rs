//! A second judge: what sqlparser reads in a statement must be what the reader reads in it.
//!
//! Compared are the names of a created table's columns, its primary key and its foreign keys, and the foreign keys
//! that `ALTER TABLE` adds, in all statements that sqlparser can read. The statements are our own test data and, where
//! `FKLINT_CORPUS` names a folder of real schemas with a subfolder for each dialect, theirs.

#![expect(clippy::print_stderr, reason = "what was compared, and what was skipped, is a part of the answer")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use fklint_catalog::{Action, Change, Engine, ForeignKey, KeyKind, Table, Target};
use fklint_reflect::ddl;
use fklint_reflect::ddl::split::{PieceKind, split};
use sqlparser::ast::{
    AlterTableOperation, ColumnDef, ColumnOption, CreateTable, Expr, Ident, ObjectName, ReferentialAction,
    Statement, TableConstraint,
};
use sqlparser::dialect::{
    Dialect, MsSqlDialect, MySqlDialect, OracleDialect, PostgreSqlDialect, SQLiteDialect,
};
use sqlparser::parser::Parser;

/// What both say of a statement.
#[derive(Debug, Default, PartialEq, Eq)]
struct Said {
    table: String,
    columns: Vec<String>,
    primary_key: Option<Vec<String>>,
    /// Sorted: sqlparser keeps those of columns apart from those of the table.
    foreign_keys: Vec<Key>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    columns: Vec<String>,
    parent: String,
    parent_columns: Vec<String>,
    on_delete: &'static str,
    on_update: &'static str,
    name: Option<String>,
}

#[derive(Default)]
struct Counts {
    tables: usize,
    alters: usize,
    foreign_keys: usize,
    unparsed: usize,
    faults: BTreeMap<&'static str, usize>,
}

fn dialect(engine: Engine) -> &'static dyn Dialect {
    match engine {
        Engine::Sqlite => &SQLiteDialect {},
        Engine::Mysql | Engine::Mariadb => &MySqlDialect {},
        Engine::Postgres => &PostgreSqlDialect {},
        Engine::Oracle => &OracleDialect {},
        Engine::SqlServer => &MsSqlDialect {},
    }
}

fn theirs(statement: &Statement) -> Option<Said> {
    let mut said = match statement {
        Statement::CreateTable(table) => created(table),
        Statement::AlterTable(alter) => {
            let foreign_keys: Vec<Key> = alter.operations.iter().flat_map(added).collect();
            if foreign_keys.is_empty() {
                return None;
            }
            Said { table: last(&alter.name), foreign_keys, ..Said::default() }
        }
        _ => return None,
    };
    said.foreign_keys.sort();
    Some(said)
}

fn added(operation: &AlterTableOperation) -> Vec<Key> {
    match operation {
        AlterTableOperation::AddConstraint { constraint, .. } => table_key(constraint).into_iter().collect(),
        AlterTableOperation::AddColumn { column_def, .. } => column_keys(column_def).collect(),
        _ => Vec::new(),
    }
}

fn column_keys(column: &ColumnDef) -> impl Iterator<Item = Key> {
    column.options.iter().filter_map(|option| {
        let ColumnOption::ForeignKey(key) = &option.option else { return None };
        Some(Key {
            columns: vec![column.name.value.clone()],
            parent: last(&key.foreign_table),
            parent_columns: names(&key.referred_columns),
            on_delete: action(key.on_delete.as_ref()),
            on_update: action(key.on_update.as_ref()),
            name: option.name.as_ref().map(|name| name.value.clone()),
        })
    })
}

fn created(table: &CreateTable) -> Said {
    let mut said = Said { table: last(&table.name), ..Said::default() };
    for column in &table.columns {
        said.columns.push(column.name.value.clone());
        if column.options.iter().any(|option| matches!(option.option, ColumnOption::PrimaryKey(_))) {
            said.primary_key = Some(vec![column.name.value.clone()]);
        }
        said.foreign_keys.extend(column_keys(column));
    }
    for constraint in &table.constraints {
        if let TableConstraint::PrimaryKey(key) = constraint {
            let part = |part: &sqlparser::ast::IndexColumn| match &part.column.expr {
                Expr::Identifier(name) => name.value.clone(),
                // MySQL's prefix, `jid(70)`, looks like a call.
                Expr::Function(call) => last(&call.name),
                other => other.to_string(),
            };
            said.primary_key = Some(key.columns.iter().map(part).collect());
        }
        said.foreign_keys.extend(table_key(constraint));
    }
    said
}

fn table_key(constraint: &TableConstraint) -> Option<Key> {
    let TableConstraint::ForeignKey(key) = constraint else { return None };
    Some(Key {
        columns: names(&key.columns),
        parent: last(&key.foreign_table),
        parent_columns: names(&key.referred_columns),
        on_delete: action(key.on_delete.as_ref()),
        on_update: action(key.on_update.as_ref()),
        name: key.name.as_ref().map(|name| name.value.clone()),
    })
}

fn names(names: &[Ident]) -> Vec<String> {
    names.iter().map(|name| name.value.clone()).collect()
}

fn last(name: &ObjectName) -> String {
    name.0.last().and_then(|part| part.as_ident()).map_or_else(String::new, |name| name.value.clone())
}

const fn action(action: Option<&ReferentialAction>) -> &'static str {
    match action {
        None | Some(ReferentialAction::NoAction) => Action::NoAction.id(),
        Some(ReferentialAction::Restrict) => Action::Restrict.id(),
        Some(ReferentialAction::Cascade) => Action::Cascade.id(),
        Some(ReferentialAction::SetNull) => Action::SetNull.id(),
        Some(ReferentialAction::SetDefault) => Action::SetDefault.id(),
    }
}

/// What the reader says of one statement.
fn ours(sql: &[u8], engine: Engine) -> Option<Said> {
    let read = ddl::read(sql, engine);
    let changes = &read.statements.first()?.changes;
    if let [Change::CreateTable { table, .. }] = changes.as_slice() {
        return Some(of_table(table));
    }
    let mut said = Said::default();
    for change in changes {
        if let Change::AddForeignKey { table, foreign_key } = change {
            said.table = table.name.as_str().to_owned();
            said.foreign_keys.push(key(foreign_key));
        }
    }
    said.foreign_keys.sort();
    Some(said)
}

fn of_table(table: &Table) -> Said {
    let primary = table.keys.iter().find(|key| key.kind == KeyKind::Primary);
    let mut foreign_keys: Vec<Key> = table.foreign_keys.iter().map(key).collect();
    foreign_keys.sort();
    Said {
        table: table.name.name.as_str().to_owned(),
        columns: table.columns.iter().map(|column| column.name.as_str().to_owned()).collect(),
        primary_key: primary.map(|key| key.columns().map(|name| name.as_str().to_owned()).collect()),
        foreign_keys,
    }
}

fn key(key: &ForeignKey) -> Key {
    let texts = |names: &[fklint_catalog::Ident]| names.iter().map(|name| name.as_str().to_owned()).collect();
    Key {
        columns: texts(&key.columns),
        parent: key.parent.name.as_str().to_owned(),
        parent_columns: match &key.target {
            Target::Columns(columns) => texts(columns),
            Target::ParentPrimaryKey => Vec::new(),
        },
        on_delete: key.on_delete.id(),
        on_update: key.on_update.id(),
        name: key.name.as_ref().map(|name| name.as_str().to_owned()),
    }
}

/// Differences in which sqlparser 0.63 is wrong, by kind.
fn known_fault(engine: Engine, theirs: &Said, ours: &Said) -> Option<&'static str> {
    // `INDEX i (a)` inside SQL Server's CREATE TABLE is an index; it reads a column named INDEX of type `i(a)`.
    let index = |column: &&String| !column.eq_ignore_ascii_case("INDEX");
    let without: Vec<&String> = theirs.columns.iter().filter(index).collect();
    let rest_is_alike =
        (&theirs.primary_key, &theirs.foreign_keys) == (&ours.primary_key, &ours.foreign_keys);
    let reads_index =
        engine == Engine::SqlServer && without.iter().copied().eq(&ours.columns) && rest_is_alike;
    reads_index.then_some("an inline index of SQL Server is read as a column")
}

fn judge(text: &[u8], engine: Engine, origin: &str, counts: &mut Counts, wrong: &mut Vec<String>) {
    for piece in split(text, engine).filter(|piece| piece.kind == PieceKind::Sql) {
        let bytes = &text[piece.span.range()];
        let head = bytes.trim_ascii_start();
        let bears = [&b"CREATE"[..], b"ALTER"]
            .iter()
            .any(|word| head.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)));
        let Some(sql) = std::str::from_utf8(bytes).ok().filter(|_| bears) else { continue };
        let Ok(parsed) = Parser::parse_sql(dialect(engine), sql) else {
            counts.unparsed += 1;
            continue;
        };
        let [statement] = parsed.as_slice() else { continue };
        let Some(theirs) = theirs(statement) else { continue };
        let ours = ours(bytes, engine).unwrap_or_default();
        counts.foreign_keys += theirs.foreign_keys.len();
        match statement {
            Statement::CreateTable(_) => counts.tables += 1,
            _ => counts.alters += 1,
        }
        if theirs == ours {
            continue;
        }
        match known_fault(engine, &theirs, &ours) {
            Some(kind) => *counts.faults.entry(kind).or_default() += 1,
            None => wrong.push(format!(
                "{origin}:{}: {}\n  theirs {theirs:?}\n  ours   {ours:?}",
                piece.span.start,
                sql.chars().take(300).collect::<String>()
            )),
        }
    }
}

fn sql_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            sql_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "sql") {
            found.push(path);
        }
    }
}

fn report(what: &str, files: usize, counts: &Counts, wrong: &[String]) {
    eprintln!(
        "{what}: {files} files, {} tables and {} ALTER TABLEs with {} foreign keys compared; sqlparser could not read {}",
        counts.tables, counts.alters, counts.foreign_keys, counts.unparsed
    );
    for (kind, count) in &counts.faults {
        eprintln!("  {count} × {kind}");
    }
    assert!(wrong.is_empty(), "{} statements differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn both_read_our_own_test_data_alike() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    sql_files(&root.join("rules"), &mut files);
    sql_files(&root.join("testdata"), &mut files);
    files.sort();
    let (mut counts, mut wrong) = (Counts::default(), Vec::new());
    for file in &files {
        let text = std::fs::read(file).expect("a file of ours");
        // A header names the engine; without one the file means the same on all that can read it.
        let header = text.split(|&byte| byte == b'\n').find_map(|line| line.strip_prefix(b"-- engine: "));
        let named = header.and_then(|line| std::str::from_utf8(line).ok()).and_then(|line| {
            line.split_ascii_whitespace().next().and_then(|word| word.trim_end_matches(',').parse().ok())
        });
        let sniffed = || ddl::sniff::sniff(&text, &file.to_string_lossy());
        let engine: Engine = named.or_else(sniffed).unwrap_or(Engine::Postgres);
        judge(&text, engine, &file.to_string_lossy(), &mut counts, &mut wrong);
    }
    report("our own", files.len(), &counts, &wrong);
    assert!(counts.tables > 100, "only {} tables were compared", counts.tables);
}

#[test]
fn both_read_real_schemas_alike() {
    let Some(corpus) = std::env::var_os("FKLINT_CORPUS").map(PathBuf::from) else {
        eprintln!("skipped: FKLINT_CORPUS names no folder of real schemas");
        return;
    };
    let mut all = Vec::new();
    let (mut counts, mut wrong) = (Counts::default(), Vec::new());
    sql_files(&corpus, &mut all);
    all.sort();
    for file in &all {
        let relative = file.strip_prefix(&corpus).expect("within the folder");
        let folder = relative.iter().next().and_then(|folder| folder.to_str());
        let Some(engine) = folder.and_then(|folder| folder.parse().ok()) else { continue };
        let text = std::fs::read(file).expect("a file of the folder");
        judge(&text, engine, &relative.to_string_lossy(), &mut counts, &mut wrong);
    }
    report("real schemas", all.len(), &counts, &wrong);
}
