//! The law of plans on live databases: fixtures become files with rows, views and triggers; their plans are carried out as
//! `fklint fix --apply` would, and taken back; the rows are counted and compared by SQL of our own.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use fklint_apply::live::{Report, Wishes, Work, undo};
use fklint_catalog::{Catalog, Column, Table, TableKind, stored, write};
use fklint_check::{Options, Outcome, SourceArg, Target, check};
use fklint_reflect::live::url::Place;
use fklint_rule::{AnyRule, Safety};

use crate::scratch::Scratch;
use crate::script::{Client, empty, head, reflect, statements};
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
    /// Carries the plans of all SQLite fixtures out on live databases, and takes them back.
    #[must_use]
    pub fn applied(&self) -> Applied {
        let (mut applied, mut failures) = (Applied::default(), Failures::default());
        for (fixture, _) in self.all_with_plans(&mut failures) {
            if fixture.engine != fklint_catalog::Engine::Sqlite {
                continue;
            }
            match one(&fixture, self.rules, &mut applied) {
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
fn one(fixture: &Fixture, rules: &[&dyn AnyRule], applied: &mut Applied) -> Result<Option<String>, String> {
    let mut scratch = empty(&Server::sqlite())?;
    let mut client = Client::default();
    for statement in statements(fixture.text.as_bytes(), fixture.engine) {
        if let Err(error) = client.run(&mut scratch, &statement)
            && !statement.is_rows()
        {
            return Ok(Some(format!("the engine refuses the text: {error}: {}", head(statement.sql))));
        }
    }
    let _ = scratch.run("COMMIT");
    scratch.run("PRAGMA foreign_keys = OFF").map_err(|error| error.to_string())?;
    let catalog = reflect(&scratch)?.catalog;
    fill(&mut scratch, &catalog);
    let Place::File(path) = &scratch.address().place.clone() else { return Err("it is no file".to_owned()) };
    let catalog = reflect(&scratch)?.catalog;
    let before = Picture::of(&mut scratch, &catalog)?;
    let texts = definitions(&mut scratch)?;

    let found = looked(path, rules)?;
    let target = target(&found)?;
    let wishes = Wishes { backup: false, ..Wishes::default() };
    let work = Work::of(target, scratch.address(), Safety::Risky, wishes).map_err(|stop| stop.0)?;
    if work.moves().is_empty() {
        return Ok(Some(
            work.left.first().map_or("nothing is found".to_owned(), |_| "no plan is left".to_owned()),
        ));
    }
    let (plans, moves) = (work.plans().to_vec(), work.moves().len());
    let is_whole = work.moves().iter().all(|one| one.one_way.is_none());
    let report = work.carry_out(None, &mut |_| {}).map_err(|stop| stop.0)?;
    ended(&report, moves)?;
    let now = reflect(&scratch)?.catalog;
    Picture::of(&mut scratch, &now)?.is_like(&before, &catalog, &now)?;
    let after = looked(path, rules)?;
    for plan in &plans {
        let is_it = |found: &fklint_check::Located| {
            found.finding.rule.name == plan.rule && found.object == plan.object
        };
        if self::target(&after)?.findings.iter().any(is_it) {
            return Err(format!("the plan \"{}\" leaves `{}` at {}", plan.title, plan.rule, plan.object));
        }
    }
    let back = undo(&report.journal, None, Wishes::default(), &mut |_| {}).map_err(|stop| stop.0)?;
    ended(&back, 0).map_err(|why| format!("the way back: {why}"))?;
    let again = reflect(&scratch)?.catalog;
    let differences = stored::compare(&again, &catalog);
    if !differences.is_empty() {
        return Err(format!("the way back leads elsewhere: {differences:?}"));
    }
    let back = definitions(&mut scratch)?;
    if back != texts {
        return Err(format!("the way back has other words: {texts:#?} are {back:#?}"));
    }
    let there = if is_whole { &again } else { &now };
    Picture::of(&mut scratch, &again)?.is_like(&before, &catalog, there)?;
    applied.databases += 1;
    applied.plans += plans.len();
    applied.moves += moves;
    applied.rows += before.count;
    Ok(None)
}

/// What users wrote, and whatever else made tables and indexes.
fn definitions(scratch: &mut Scratch) -> Result<Vec<Option<String>>, String> {
    let sql = "SELECT sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY type, name";
    let rows = scratch.run(sql).map_err(|error| error.to_string())?.rows;
    Ok(rows.into_iter().flatten().collect())
}

fn ended(report: &Report, done: usize) -> Result<(), String> {
    match &report.stopped {
        Some(why) => Err(why.clone()),
        None if !report.verified || report.moves.0 != done => Err(format!("it ended as {report:?}")),
        None => Ok(()),
    }
}

fn looked(path: &Path, rules: &[&dyn AnyRule]) -> Result<Outcome, String> {
    let options = Options { data: true, include_notes: true, ..Options::default() };
    let outcome = check(&[SourceArg::Path(path.to_owned())], &options, rules);
    crate::run::problems(&outcome).map(|()| outcome)
}

fn target(outcome: &Outcome) -> Result<&Target, String> {
    outcome.targets.first().ok_or_else(|| "there is no target".to_owned())
}

/// Rows in every table that refer to each other by their number, and a view and a trigger on each. What a constraint
/// refuses is left out.
fn fill(scratch: &mut Scratch, catalog: &Catalog) {
    for table in catalog.tables().filter(|table| table.kind == TableKind::Base) {
        let name = write::table_name(catalog.engine, &table.name);
        let columns: Vec<&Column> =
            table.columns.iter().filter(|column| column.generated.is_none()).collect();
        let list: Vec<String> =
            columns.iter().map(|column| write::name(catalog.engine, &column.name)).collect();
        for row in 1001..=1000 + ROWS {
            let values: Vec<String> = columns.iter().map(|column| value(column, row)).collect();
            let insert =
                format!("INSERT OR IGNORE INTO {name} ({}) VALUES ({})", list.join(", "), values.join(", "));
            let _ = scratch.run(&insert);
        }
        let plain = table.name.name.as_str().replace('"', "");
        let _ = scratch.run(&format!("CREATE VIEW \"view of {plain}\" AS SELECT * FROM {name}"));
        let _ = scratch.run(&format!(
            "CREATE TRIGGER \"trigger of {plain}\" AFTER UPDATE ON {name} BEGIN SELECT count(*) FROM {name}; END"
        ));
    }
    let _ = scratch.run("ANALYZE");
}

fn value(column: &Column, row: u32) -> String {
    let kind = column.data_type.as_str().to_ascii_lowercase();
    let is_text = ["char", "text", "clob"].iter().any(|word| kind.contains(word));
    if is_text && !kind.contains("int") { format!("'{row}'") } else { row.to_string() }
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
            let rowid = if has_rowid(table) { "rowid" } else { "''" };
            for column in &table.columns {
                let quoted = write::name(catalog.engine, &column.name);
                let values = format!("typeof({quoted}), quote({quoted}) FROM {name} ORDER BY 1, 2");
                picture
                    .columns
                    .insert(key(table, column), lines(scratch, &format!("SELECT {rowid}, {values}, 3"))?);
                picture.values.insert(key(table, column), lines(scratch, &format!("SELECT {values}"))?);
            }
            picture.count += lines(scratch, &format!("SELECT 1 FROM {name}"))?.len();
        }
        picture.rest = lines(
            scratch,
            "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('view', 'trigger') ORDER BY 1, 2",
        )?;
        // They are there only where something needs them.
        let numbers =
            scratch.run("SELECT * FROM sqlite_sequence").map(|found| found.rows).unwrap_or_default();
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

fn has_rowid(table: &Table) -> bool {
    !table.without_rowid && table.rowid_alias().is_none()
}

fn counts(table: &Table) -> bool {
    table.columns.iter().any(|column| column.generator.is_some())
}

fn key(table: &Table, column: &Column) -> (String, String) {
    (table.name.to_string(), column.name.folded().to_owned())
}
