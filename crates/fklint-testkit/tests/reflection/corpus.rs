//! Optional: real schemas. `FKLINT_CORPUS` names a folder with one folder for each dialect, `mysql` for MariaDB too; each
//! file and folder in there is an entry of one logical schema or several.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use fklint_catalog::Engine;
use fklint_check::{Loaded, Options, SourceArg, load};
use fklint_testkit::servers::Server;

use crate::Report;
use crate::explained::explained;
use crate::law::{Must, Script, loaded};

/// The folder; says so where there is none.
pub(crate) fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("FKLINT_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        println!("SKIPPED: reflection of real schemas: FKLINT_CORPUS names no folder");
    }
    folder
}

/// What became of the schemas.
#[derive(Default)]
struct Counts {
    all: usize,
    equal: usize,
    tables: usize,
    /// Loaded with differences that all have a reason.
    others: usize,
    /// In how many schemas each reason was one.
    explained: BTreeMap<&'static str, usize>,
    refused: Vec<String>,
}

/// Loads every schema of the server's dialect.
pub(crate) fn hold(server: &Server, folder: &Path, report: &mut Report) {
    let dialect = match server.engine() {
        Engine::Mariadb => Engine::Mysql.id(),
        engine => engine.id(),
    };
    let folder = folder.join(dialect);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        report.fail(&folder.display().to_string(), "cannot be listed");
        return;
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    let mut counts = Counts::default();
    let options = Options {
        dialect: Some(server.engine()),
        version: Some(server.version()),
        jobs: Some(1),
        ..Options::default()
    };
    for path in paths {
        let name = path.strip_prefix(&folder).unwrap_or(&path).display().to_string();
        if report.wanted(&name) {
            let entry = load(&[SourceArg::Path(path)], &options);
            (0..entry.schemas.len()).for_each(|nth| schema(server, &name, &entry, nth, &mut counts, report));
        }
    }
    let Counts { all, equal, tables, others, explained, refused } = counts;
    report.lines.push(format!(
        "real schemas: {all}; {} loaded: {equal} equal ({tables} tables), {others} explained; {} refused",
        equal + others,
        refused.len()
    ));
    report.lines.extend(explained.iter().map(|(reason, count)| format!("explained in {count}: {reason}")));
    report.lines.extend(refused.iter().map(|refusal| format!("refused: {refusal}")));
}

fn schema(
    server: &Server,
    entry_name: &str,
    entry: &Loaded,
    nth: usize,
    counts: &mut Counts,
    report: &mut Report,
) {
    let schema = &entry.schemas[nth];
    let scripts: Vec<Script<'_>> = schema
        .scripts
        .iter()
        .map(|source| Script { text: &entry.sources.file(source.file).text, source: source.clone() })
        .collect();
    let name = if entry.schemas.len() == 1 { entry_name } else { &schema.name };
    counts.all += 1;
    let live = match loaded(server, &scripts, Must::Changes) {
        Ok(live) => live,
        Err(refusal) => {
            counts.refused.push(format!("{name}: {refusal}"));
            return;
        }
    };
    match explained(&live.catalog, &schema.reflection.catalog, &scripts) {
        Ok(reasons) if reasons.is_empty() => {
            counts.equal += 1;
            counts.tables += live.catalog.len();
        }
        Ok(reasons) => {
            counts.others += 1;
            reasons.into_keys().for_each(|reason| *counts.explained.entry(reason).or_default() += 1);
        }
        Err(why) => report.fail(&format!("{server}: {name}"), &why),
    }
}
