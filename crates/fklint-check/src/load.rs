//! From sources to schemas: discover, read, group, replay.

use std::path::{Path, PathBuf};
use std::time::Instant;

use fklint_catalog::{Table, TableKind};
use fklint_reflect::{Reflection, ScriptSource, replay};
use fklint_source::{FileId, SourceFile, SourceMap};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::discover::{self, Text};
use crate::group::{self, Group, UnitKind};
use crate::request::{self, Request};
use crate::{Options, Problem, SourceArg, Statistics};

/// What was read, before any rule.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The texts.
    pub sources: SourceMap,
    /// The logical schemas, in the order of their first files.
    pub schemas: Vec<Schema>,
    /// What could not be looked at.
    pub problems: Vec<Problem>,
    /// What is odd without hindering the run.
    pub warnings: Vec<String>,
    /// Counts and times.
    pub statistics: Statistics,
}

/// One logical schema.
#[derive(Debug)]
pub struct Schema {
    /// From the configuration, or the path of its first file or directory.
    pub name: String,
    /// What its scripts add up to.
    pub reflection: Reflection,
    /// The scripts as they were read, each clause as written; none where only the sum was asked for.
    pub scripts: Vec<ScriptSource>,
    /// Nothing told the dialect of its texts: the engine was assumed.
    pub dialect_guessed: bool,
    /// The files to report on; `None` for all.
    pub(crate) report: Option<FxHashSet<FileId>>,
}

/// Whether the scripts are kept beside their sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    Scripts,
    SumOnly,
}

/// Finds, reads, groups and adds up the schemas of `sources`, or of the configuration where there is none.
#[must_use]
pub fn load(sources: &[SourceArg], options: &Options) -> Loaded {
    in_pool(options.jobs, || gather(sources, options, Keep::Scripts))
}

/// Runs with as many threads as were asked for.
pub(crate) fn in_pool<T: Send>(jobs: Option<usize>, run: impl FnOnce() -> T + Send) -> T {
    let pool = jobs.map(|jobs| rayon::ThreadPoolBuilder::new().num_threads(jobs).build());
    match pool {
        Some(Ok(pool)) => pool.install(run),
        // That no pool of its own can be made is no reason not to look.
        Some(Err(_)) | None => run(),
    }
}

/// The schemas of `sources`, or of the configuration where there is none.
pub(crate) fn gather(sources: &[SourceArg], options: &Options, keep: Keep) -> Loaded {
    let started = Instant::now();
    let mut loaded = Loaded::default();
    let Request { units, files } = request::make(sources, options, &mut loaded);
    let texts = discover::read(files, &mut loaded.problems);
    let (kinds, reports): (Vec<_>, Vec<_>) = units.into_iter().unzip();
    add_up(texts, &kinds, &reports, options, keep, started, loaded)
}

/// Texts that are one schema.
pub(crate) fn one_schema(texts: Vec<Text>, options: &Options) -> Loaded {
    let name = texts.first().map_or_else(String::new, |text| text.found.name.clone());
    let kinds = [UnitKind::Whole(name)];
    add_up(texts, &kinds, &[None], options, Keep::SumOnly, Instant::now(), Loaded::default())
}

fn add_up(
    texts: Vec<Text>,
    units: &[UnitKind<'_>],
    reports: &[Option<FxHashSet<PathBuf>>],
    options: &Options,
    keep: Keep,
    started: Instant,
    mut loaded: Loaded,
) -> Loaded {
    let groups = group::read(&texts, units, options, &mut loaded.warnings);
    loaded.statistics.reading = started.elapsed();
    let replaying = Instant::now();
    let used = group::used(&groups);
    let mut files: FxHashMap<usize, FileId> = FxHashMap::default();
    let mut found = Vec::new();
    for (index, text) in texts.into_iter().enumerate() {
        if used.contains(&index) {
            files.insert(index, loaded.sources.add(SourceFile::new(text.found.name.clone(), text.bytes)));
            found.push(text.found);
        }
    }
    let canonical: Vec<Option<PathBuf>> = if reports.iter().any(Option::is_some) {
        found.iter().map(discover::canonical).collect()
    } else {
        Vec::new()
    };
    let sources = &loaded.sources;
    loaded.schemas = groups
        .into_par_iter()
        .map(|group| {
            let report = reports[group.unit].as_ref().map(|report| {
                let own = group.members.iter().map(|text| files[text]);
                own.filter(|file| {
                    canonical[file.0 as usize].as_ref().is_some_and(|path| report.contains(path))
                })
                .collect()
            });
            schema(group, report, &files, sources, options, keep)
        })
        .collect();
    let statistics = &mut loaded.statistics;
    statistics.files = loaded.sources.len();
    for schema in &loaded.schemas {
        statistics.tally += schema.reflection.tally;
        let is_table = |table: &&Table| table.kind != TableKind::View;
        statistics.tables += schema.reflection.catalog.tables().filter(is_table).count();
        statistics.foreign_keys += schema.reflection.catalog.foreign_keys().count();
    }
    statistics.replaying = replaying.elapsed();
    loaded
}

fn schema(
    group: Group,
    report: Option<FxHashSet<FileId>>,
    files: &FxHashMap<usize, FileId>,
    sources: &SourceMap,
    options: &Options,
    keep: Keep,
) -> Schema {
    let scripts: Vec<ScriptSource> = group
        .members
        .iter()
        .zip(group.reads)
        .map(|(text, read)| {
            let file = files[text];
            ScriptSource { file, name: sources.file(file).name.clone(), migration: group.migration, read }
        })
        .collect();
    let kept = if keep == Keep::Scripts { scripts.clone() } else { Vec::new() };
    let version = options.version.or(group.version);
    Schema {
        name: group.name,
        reflection: replay(group.engine, version, scripts),
        scripts: kept,
        dialect_guessed: group.guessed,
        report,
    }
}

/// A path without the current directory before it.
pub(crate) fn shortened(path: &Path) -> PathBuf {
    let current = std::env::current_dir().unwrap_or_default();
    match path.strip_prefix(&current) {
        Ok(short) => short.to_path_buf(),
        Err(_) => path.to_path_buf(),
    }
}
