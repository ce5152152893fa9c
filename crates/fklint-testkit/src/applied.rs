//! The law of plans on live databases: fixtures become databases with rows, views and triggers; their plans are carried out as
//! `fklint fix --apply` would, and taken back; the rows are counted and compared by SQL of our own.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;

use fklint_apply::live::{Left, Report, Wishes, Work, undo};
use fklint_apply::session::Outcome;
use fklint_catalog::{
    Catalog, Column, Engine, ForeignKey, ForeignKeyPath, Ident, ObjectPath, Table, TableKind, stored, write,
};
use fklint_check::{Options, Outcome as Looked, SourceArg, Target, check};
use fklint_reflect::live::url::Secret;
use fklint_rule::{AnyRule, Safety, Severity};

use crate::carried::Pool;
use crate::scratch::Scratch;
use crate::script::{Client, head, reflect, statements};
use crate::servers::Server;
use crate::{Failures, Fixture, Suite};

/// Rows that are written into each table of a fixture.
const ROWS: u32 = 5;

/// What became of the plans of all fixtures.
#[derive(Debug, Default)]
pub struct Applied {
    /// Fixtures whose plans were carried out and taken back.
    pub databases: usize,
    /// Plans that were.
    pub plans: usize,
    /// Moves that they took.
    pub moves: usize,
    /// Rows that were there meanwhile.
    pub rows: usize,
    /// Not carried out: which, by the reason.
    pub not_run: BTreeMap<String, Vec<String>>,
    /// What does not hold.
    pub failures: Failures,
}

impl fmt::Display for Applied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { databases, plans, moves, rows, .. } = self;
        writeln!(
            f,
            "{databases} databases with {rows} rows: {plans} plans in {moves} moves, there and back"
        )?;
        for (reason, which) in &self.not_run {
            writeln!(f, "  not run: {reason} ({}): {}", which.len(), which.join(", "))?;
        }
        Ok(())
    }
}

impl Suite<'_> {
    /// Carries the plans of all fixtures for the server's engine out on live databases, and takes them back. Words choose
    /// fixtures whose names contain one.
    #[must_use]
    pub fn applied(&self, server: &Server, words: &[String]) -> Applied {
        let (mut applied, mut failures) = (Applied::default(), Failures::default());
        let mut pool = Pool::new(server);
        for (fixture, _) in self.all_with_plans(&mut failures) {
            let is_asked = words.is_empty() || words.iter().any(|word| fixture.name.contains(word.as_str()));
            if fixture.engine != server.engine() || !is_asked {
                continue;
            }
            match one(&fixture, &mut pool, self.rules, &mut applied) {
                Ok(None) => applied.failures.checked(),
                Ok(Some(reason)) => applied.not_run.entry(reason).or_default().push(fixture.name.clone()),
                Err(why) => applied.failures.push(&fixture.name, why),
            }
        }
        applied.failures.append(failures);
        applied
    }
}

/// A fixture there and back; the reason, where nothing is carried out.
fn one(
    fixture: &Fixture,
    pool: &mut Pool<'_>,
    rules: &[&dyn AnyRule],
    applied: &mut Applied,
) -> Result<Option<String>, String> {
    let mut scratch = pool.take()?;
    let mut client = Client::default();
    for statement in statements(fixture.text.as_bytes(), fixture.engine) {
        if let Err(error) = client.run(&mut scratch, &statement)
            && !statement.is_rows()
        {
            pool.give_back(scratch);
            return Ok(Some(format!("the engine refuses the text: {error}: {}", head(statement.sql))));
        }
    }
    let _ = scratch.run("COMMIT");
    let result = there_and_back(&mut scratch, rules, applied);
    pool.give_back(scratch);
    result
}

fn there_and_back(
    scratch: &mut Scratch,
    rules: &[&dyn AnyRule],
    applied: &mut Applied,
) -> Result<Option<String>, String> {
    unchecked(scratch).map_err(|error| error.to_string())?;
    fill(scratch, &reflect(scratch)?.catalog);
    // Nothing of this session may hold a table.
    let _ = scratch.run("COMMIT");
    let catalog = reflect(scratch)?.catalog;
    let before = Picture::of(scratch, &catalog)?;
    let texts = definitions(scratch)?;

    let found = looked(scratch, rules)?;
    let target = target(&found)?;
    let wishes = Wishes { backup: false, ..Wishes::default() };
    let work = Work::of(target, scratch.address(), Safety::Risky, wishes).map_err(|stop| stop.0)?;
    if work.moves().is_empty() {
        let left = |left: &Left| format!("no plan is left: {}", head(&left.why));
        return Ok(Some(work.left.first().map_or("nothing is found".to_owned(), left)));
    }
    let (plans, moves) = (work.plans().to_vec(), work.moves().len());
    let is_whole = work.moves().iter().all(|one| one.one_way.is_none());
    let journal = std::env::temp_dir().join(format!("{}.jsonl", scratch.name()));
    let report = work.carry_out(Some(&journal), &mut |_| {}).map_err(|stop| stop.0)?;
    let gone = Gone(report.journal.clone());
    ended(&report, moves)?;
    let now = reflect(scratch)?.catalog;
    Picture::of(scratch, &now)?.is_like(&before, &catalog, &now)?;
    let after = looked(scratch, rules)?;
    let (was, is) = (said(target), said(self::target(&after)?));
    for plan in &plans {
        if is.contains(&(plan.rule.clone(), plan.object.clone())) {
            return Err(format!("the plan \"{}\" leaves `{}` at {}", plan.title, plan.rule, plan.object));
        }
    }
    // Of what a plan made or changed there may be more to say now; about everything else nothing is new.
    let made = |object: &String| plans.iter().any(|plan| in_any_order(&plan.object) == in_any_order(object));
    let known: BTreeSet<(String, String)> =
        was.iter().map(|(rule, object)| (rule.clone(), in_any_order(object))).collect();
    for (rule, object) in &is {
        let is_known = known.contains(&(rule.clone(), in_any_order(object)));
        if !is_known && !made(object) && objects(&catalog).contains(&in_any_order(object)) {
            return Err(format!("after the plans there is a new finding: `{rule}` at {object}"));
        }
    }
    let back =
        undo(&gone.0, Some(scratch.address()), Wishes::default(), &mut |_| {}).map_err(|stop| stop.0)?;
    ended(&back, 0).map_err(|why| format!("the way back: {why}"))?;
    let again = reflect(scratch)?.catalog;
    let differences = stored::compare(&again, &catalog);
    if !differences.is_empty() {
        return Err(format!("the way back leads elsewhere: {differences:?}"));
    }
    let back = definitions(scratch)?;
    if back != texts {
        return Err(format!("the way back has other words: {texts:#?} are {back:#?}"));
    }
    let there = if is_whole { &again } else { &now };
    Picture::of(scratch, &again)?.is_like(&before, &catalog, there)?;
    applied.databases += 1;
    applied.plans += plans.len();
    applied.moves += moves;
    applied.rows += before.count;
    Ok(None)
}

/// The words that made tables and indexes, where the engine keeps them.
fn definitions(scratch: &mut Scratch) -> Result<Vec<Option<String>>, String> {
    if scratch.engine() != Engine::Sqlite {
        return Ok(Vec::new());
    }
    let sql = "SELECT sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY type, name";
    let rows = scratch.run(sql).map_err(|error| error.to_string())?.rows;
    Ok(rows.into_iter().flatten().collect())
}

/// What is found that is more than a note, by rule and object.
fn said(target: &Target) -> BTreeSet<(String, String)> {
    let shown = target.findings.iter().filter(|one| one.finding.severity >= Severity::Warning);
    shown.map(|one| (one.finding.rule.name.to_owned(), one.object.clone())).collect()
}

/// The foreign keys that a schema has.
fn objects(catalog: &Catalog) -> BTreeSet<String> {
    let schema = catalog.default_schema.as_ref().map(Ident::as_str).or(catalog.engine.default_schema());
    let path = |(table, index, _): (&Table, usize, &ForeignKey)| {
        let path = ForeignKeyPath::of(&table.foreign_keys, index);
        let object = ObjectPath::ForeignKey(table.name.clone(), path);
        in_any_order(&object.display(schema))
    };
    catalog.foreign_keys().map(path).collect()
}

/// An object by its columns alone, sorted: a plan may put them in another order, or drop one of two foreign keys.
fn in_any_order(object: &str) -> String {
    let Some((head, rest)) = object.split_once('(') else { return object.to_owned() };
    let columns = rest.split_once(')').map_or(rest, |(columns, _)| columns);
    let mut columns: Vec<&str> = columns.split(',').collect();
    columns.sort_unstable();
    format!("{head}({})", columns.join(","))
}

/// A file that goes.
struct Gone(PathBuf);

impl Drop for Gone {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Rows may come in any order.
fn unchecked(scratch: &mut Scratch) -> Outcome {
    scratch.run(match scratch.engine() {
        Engine::Sqlite => "PRAGMA foreign_keys = OFF",
        Engine::Postgres => "SET session_replication_role = replica",
        _ => "SET foreign_key_checks = 0",
    })
}

fn ended(report: &Report, done: usize) -> Result<(), String> {
    match &report.stopped {
        Some(why) => Err(why.clone()),
        None if !report.verified || report.moves.0 != done => Err(format!("it ended as {report:?}")),
        None => Ok(()),
    }
}

fn looked(scratch: &Scratch, rules: &[&dyn AnyRule]) -> Result<Looked, String> {
    let options = Options { data: true, include_notes: true, ..Options::default() };
    let outcome = check(&[SourceArg::Url(Secret::new(scratch.url()))], &options, rules);
    crate::run::problems(&outcome).map(|()| outcome)
}

fn target(outcome: &Looked) -> Result<&Target, String> {
    outcome.targets.first().ok_or_else(|| "there is no target".to_owned())
}

/// Rows in every table that refer to each other by their number, and triggers; on SQLite also views, which elsewhere hold
/// the types of their columns fast. What a constraint refuses is left out.
fn fill(scratch: &mut Scratch, catalog: &Catalog) {
    let engine = catalog.engine;
    for table in catalog.tables().filter(|table| table.kind == TableKind::Base) {
        let name = write::table_name(engine, &table.name);
        let columns: Vec<&Column> =
            table.columns.iter().filter(|column| column.generated.is_none()).collect();
        let list: Vec<String> = columns.iter().map(|column| write::name(engine, &column.name)).collect();
        let (insert, values_of) = match engine {
            Engine::Sqlite => ("INSERT OR IGNORE INTO", "VALUES"),
            Engine::Postgres => ("INSERT INTO", "OVERRIDING SYSTEM VALUE VALUES"),
            _ => ("INSERT INTO", "VALUES"),
        };
        for row in 11..11 + ROWS {
            let values: Vec<String> = columns.iter().map(|column| value(column, engine, row)).collect();
            let sql = format!("{insert} {name} ({}) {values_of} ({})", list.join(", "), values.join(", "));
            let _ = scratch.run(&sql);
        }
        let plain = table.name.name.as_str().replace(['"', '`'], "");
        let triggers = match engine {
            Engine::Sqlite => vec![
                format!("CREATE VIEW \"view of {plain}\" AS SELECT * FROM {name}"),
                format!(
                    "CREATE TRIGGER \"trigger of {plain}\" AFTER UPDATE ON {name} BEGIN SELECT count(*) FROM {name}; END"
                ),
            ],
            Engine::Postgres => vec![format!(
                "CREATE TRIGGER \"trigger of {plain}\" BEFORE UPDATE ON {name} FOR EACH ROW \
                 EXECUTE FUNCTION suppress_redundant_updates_trigger()"
            )],
            _ => vec![format!(
                "CREATE TRIGGER `trigger of {plain}` AFTER UPDATE ON {name} FOR EACH ROW SET @updated = 1"
            )],
        };
        for trigger in triggers {
            let _ = scratch.run(&trigger);
        }
    }
    if engine == Engine::Sqlite {
        let _ = scratch.run("ANALYZE");
    }
}

/// A value that is told by its row, as the type of the column takes it.
fn value(column: &Column, engine: Engine, row: u32) -> String {
    let kind = column.data_type.as_str().to_ascii_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| kind.contains(word));
    if engine == Engine::Sqlite {
        let is_text = is(&["char", "text", "clob"]) && !kind.contains("int");
        return if is_text { format!("'{row}'") } else { row.to_string() };
    }
    match () {
        () if is(&["uuid"]) => format!("'00000000-0000-0000-0000-0000000000{row}'"),
        () if is(&["timestamp", "datetime"]) => format!("'2020-01-{row} 00:00:00'"),
        () if is(&["date"]) => format!("'2020-01-{row}'"),
        () if is(&["bool"]) => "true".to_owned(),
        () if is(&["range"]) => "NULL".to_owned(),
        () => format!("'{row}'"),
    }
}

/// What must survive: rows, views, triggers, the numbers that AUTOINCREMENT gave, what ANALYZE found.
struct Picture {
    /// By table and column, the values, each with its rowid where no column is one.
    columns: BTreeMap<(String, String), Vec<String>>,
    /// The same without the rowids.
    values: BTreeMap<(String, String), Vec<String>>,
    /// Views and triggers.
    rest: Vec<String>,
    /// The last numbers that AUTOINCREMENT gave, by table.
    numbers: BTreeMap<String, String>,
    count: usize,
}

impl Picture {
    fn of(scratch: &mut Scratch, catalog: &Catalog) -> Result<Self, String> {
        let mut picture = Self {
            columns: BTreeMap::new(),
            values: BTreeMap::new(),
            rest: Vec::new(),
            numbers: BTreeMap::new(),
            count: 0,
        };
        let lines = |scratch: &mut Scratch, sql: &str| -> Result<Vec<String>, String> {
            let rows = scratch.run(sql).map_err(|error| format!("{error}: {sql}"))?.rows;
            Ok(rows.into_iter().map(|row| format!("{row:?}")).collect())
        };
        for table in catalog.tables().filter(|table| table.kind == TableKind::Base) {
            let name = write::table_name(catalog.engine, &table.name);
            let is_file = catalog.engine == Engine::Sqlite;
            let rowid = if is_file && has_rowid(table) { "rowid" } else { "''" };
            for column in &table.columns {
                let quoted = write::name(catalog.engine, &column.name);
                let shown = if is_file {
                    format!("typeof({quoted}), quote({quoted})")
                } else {
                    format!("1, {quoted}")
                };
                let values = format!("{shown} FROM {name} ORDER BY 1, 2");
                picture
                    .columns
                    .insert(key(table, column), lines(scratch, &format!("SELECT {rowid}, {values}, 3"))?);
                picture.values.insert(key(table, column), lines(scratch, &format!("SELECT {values}"))?);
            }
            picture.count += lines(scratch, &format!("SELECT 1 FROM {name}"))?.len();
        }
        picture.rest = lines(scratch, rest(catalog.engine))?;
        // They are there only where something needs them.
        let numbers = match catalog.engine {
            Engine::Sqlite => {
                scratch.run("SELECT * FROM sqlite_sequence").map(|found| found.rows).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        picture.numbers = numbers.iter().map(|row| (text(&row[0]), text(&row[1]))).collect();
        Ok(picture)
    }

    /// Compares with how it was; `old` and `new` tell which columns have other types.
    fn is_like(&self, before: &Self, old: &Catalog, new: &Catalog) -> Result<(), String> {
        if self.rest != before.rest {
            return Err(format!("views and triggers were\n{:#?}\nand are\n{:#?}", before.rest, self.rest));
        }
        for table in old.tables().filter(|table| table.kind == TableKind::Base) {
            let Some(now) = new.table(&table.name) else { return Err(format!("`{}` is gone", table.name)) };
            let (was, is) =
                (before.numbers.get(&table.name.to_string()), self.numbers.get(&table.name.to_string()));
            if counts(table) && counts(now) && was != is {
                return Err(format!("`{}` was at number {was:?} and is at {is:?}", table.name));
            }
            for column in &table.columns {
                let Some(other) =
                    now.column(&column.name).filter(|other| other.data_type == column.data_type)
                else {
                    continue;
                };
                let (was, is) = if has_rowid(table) == has_rowid(now) {
                    (&before.columns[&key(table, column)], self.columns.get(&key(now, other)))
                } else {
                    (&before.values[&key(table, column)], self.values.get(&key(now, other)))
                };
                if is != Some(was) {
                    return Err(format!("`{}.{}` had {was:?} and has {is:?}", table.name, column.name));
                }
            }
        }
        Ok(())
    }
}

/// What asks for views and triggers.
fn rest(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => {
            "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('view', 'trigger') ORDER BY 1, 2"
        }
        Engine::Postgres => {
            "SELECT tgrelid::regclass, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2"
        }
        _ => {
            "SELECT EVENT_OBJECT_TABLE, TRIGGER_NAME, ACTION_STATEMENT FROM information_schema.TRIGGERS \
             WHERE TRIGGER_SCHEMA = DATABASE() ORDER BY 1, 2"
        }
    }
}

fn has_rowid(table: &Table) -> bool {
    !table.without_rowid && table.rowid_alias().is_none()
}

fn counts(table: &Table) -> bool {
    table.columns.iter().any(|column| column.generator.is_some())
}

fn key(table: &Table, column: &Column) -> (String, String) {
    (table.name.to_string(), column.name.folded().to_owned())
}
