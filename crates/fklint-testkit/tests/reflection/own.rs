//! Our own schemas, `testdata/schemas/*/*.sql`. The first line of each says what it is for: `-- engine: postgres >=18`.

use std::collections::BTreeMap;
use std::path::Path;

use fklint_catalog::semantics::Scope;
use fklint_catalog::{Catalog, Change, TableKind};
use fklint_testkit::servers::Server;

use crate::Report;
use crate::explained::explained;
use crate::law::{Must, declared, loaded, reflected_again, scripts_of};

/// A schema to load.
pub(crate) struct Own {
    name: String,
    text: String,
    scopes: Vec<Scope>,
}

impl Own {
    /// `-- not written: why` on its second line.
    fn unwritten(&self) -> Option<&str> {
        self.text.lines().nth(1)?.strip_prefix("-- not written: ")
    }
}

/// All of them, in the order of their names.
pub(crate) fn load() -> Result<Vec<Own>, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/schemas");
    let mut found = Vec::new();
    for engine in paths(&folder)? {
        for path in paths(&engine)? {
            let name = path.strip_prefix(&folder).unwrap_or(&path).display().to_string();
            let text = std::fs::read_to_string(&path).map_err(|error| format!("{name}: {error}"))?;
            let scopes = scopes(&text).map_err(|error| format!("{name}:1: {error}"))?;
            found.push(Own { name, text, scopes });
        }
    }
    Ok(found)
}

/// Loads each schema that is for this server, and what was reflected of it.
pub(crate) fn hold(server: &Server, schemas: &[Own], report: &mut Report) {
    let (mut held, mut tables) = (0, 0);
    let is_for = |own: &&Own| own.scopes.iter().any(|scope| scope.holds(server.engine(), server.version()));
    for own in schemas.iter().filter(is_for) {
        if report.wanted(&own.name) {
            match both_ways(server, own) {
                Ok(found) => {
                    held += 1;
                    tables += found.tables;
                    if let Some(why) = own.unwritten() {
                        report.lines.push(format!("{}: SKIPPED to write it out: {why}", own.name));
                    }
                    for (reason, count) in found.explained {
                        report.lines.push(format!("{}: explained {count}: {reason}", own.name));
                    }
                }
                Err(why) => report.fail(&own.name, &why),
            }
        }
    }
    report
        .lines
        .push(format!("own schemas: {held} with {tables} tables, loaded, reflected, written, loaded"));
}

/// What was found of a schema.
struct Held {
    tables: usize,
    explained: BTreeMap<&'static str, usize>,
}

fn both_ways(server: &Server, own: &Own) -> Result<Held, String> {
    let scripts = scripts_of(server.engine(), &own.text);
    let live = loaded(server, &scripts, Must::All)?;
    if !live.notes.is_empty() {
        return Err(format!("notes: {}", live.notes.join("; ")));
    }
    let reasons = explained(&live.catalog, &declared(server, &scripts), &scripts)
        .map_err(|why| format!("it is reflected differently:{why}"))?;
    if own.unwritten().is_some() {
        return Ok(Held { tables: live.catalog.len(), explained: reasons });
    }
    let tables = written_tables(&live.catalog);
    let (again, sql) = reflected_again(server, &tables, &scripts)?;
    explained(&again, &tables, &scripts)
        .map_err(|why| format!("what is written of it is another schema:{why}\n\n{sql}"))?;
    Ok(Held { tables: live.catalog.len(), explained: reasons })
}

/// Neither the queries of views nor the arguments of virtual tables are kept, so neither can be written.
fn written_tables(catalog: &Catalog) -> Catalog {
    let mut tables = catalog.clone();
    for table in catalog.tables().filter(|table| table.kind == TableKind::View || !table.is_whole()) {
        let drop = Change::DropTable { name: table.name.clone(), cascade: false };
        tables.apply(&drop).expect("the table is there");
    }
    tables
}

fn paths(folder: &Path) -> Result<Vec<std::path::PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

/// `-- engine: mysql >=8.4, mariadb`
fn scopes(text: &str) -> Result<Vec<Scope>, String> {
    let line = text.lines().next().unwrap_or_default();
    let list = line.strip_prefix("-- engine: ").ok_or("it must start with `-- engine: …`")?;
    let scope = |word: &str| {
        let (engine, since) = word.split_once(">=").unwrap_or((word, ""));
        let since = if since.is_empty() { None } else { Some(since.parse()?) };
        Ok(Scope { engine: engine.trim().parse()?, since, before: None })
    };
    list.split(',').map(scope).collect()
}
