//! From sources to schemas: discover, read, group, replay.

use std::path::{Path, PathBuf};
use std::time::Instant;

use fklint_catalog::{Script, Settings, TableKind};
use fklint_reflect::live::virtual_reflection;
use fklint_reflect::{Reflection, ScriptSource, reflect, replay};
use fklint_rule::Declared;
use fklint_source::{FileId, SourceFile, SourceMap};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::declare;
use crate::discover::{self, Text};
use crate::group::{self, Group, UnitKind};
use crate::live::{self, Asker, Opened};
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
    /// It was read from a live database: its places are in a virtual file, its DDL.
    pub live: bool,
    /// The files to report on; `None` for all.
    pub(crate) report: Option<FxHashSet<FileId>>,
    /// Who answers questions about its rows.
    pub(crate) asker: Option<Asker>,
}

impl Loaded {
    /// What comments and the configuration declare about one of its schemas.
    #[must_use]
    pub fn declared(&self, schema: &Schema, options: &Options) -> Declared {
        declare::look_up(&schema.reflection, &options.config, &self.sources).declared
    }
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
    let Request { units, files, databases } = request::make(sources, options, &mut loaded);
    let (texts, opened) = rayon::join(
        || discover::read(files, &options.overlay, &mut loaded.problems),
        || live::open(databases, options),
    );
    let (kinds, reports): (Vec<_>, Vec<_>) = units.into_iter().unzip();
    let loaded = add_up(texts, &kinds, &reports, options, keep, started, loaded);
    add_databases(opened, options, loaded)
}

/// Adds the live schemas after those of texts.
fn add_databases(opened: Vec<Result<Opened, Problem>>, options: &Options, mut loaded: Loaded) -> Loaded {
    let started = Instant::now();
    let mut read = Vec::with_capacity(opened.len());
    for opened in opened {
        match opened {
            Ok(mut opened) => {
                let text = std::mem::take(&mut opened.text).into_bytes();
                let file = loaded.sources.add(SourceFile::new(opened.file.clone(), text));
                loaded.warnings.extend(opened.notes.iter().map(|note| format!("{}: {note}", opened.file)));
                if options.version.is_some() {
                    let real = opened.catalog.effective_version();
                    let message = format!("{}: runs {real}, whatever --server-version says", opened.file);
                    loaded.warnings.push(message);
                }
                loaded.statistics.databases += 1;
                loaded.statistics.queries += opened.queries;
                read.push((file, opened));
            }
            Err(problem) => loaded.problems.push(problem),
        }
    }
    let sources = &loaded.sources;
    let schemas: Vec<Schema> = read
        .into_par_iter()
        .map(|(file, opened)| {
            let text = &sources.file(file).text;
            Schema {
                name: opened.name,
                reflection: virtual_reflection(opened.catalog, file, &opened.file, text),
                scripts: Vec::new(),
                dialect_guessed: false,
                live: true,
                report: None,
                asker: opened.asker,
            }
        })
        .collect();
    loaded.statistics.count(&schemas);
    loaded.schemas.extend(schemas);
    loaded.statistics.reading += started.elapsed();
    loaded
}

/// Texts that are one schema, and who answers questions about its rows.
pub(crate) fn one_schema(texts: Vec<Text>, asker: Option<Asker>, options: &Options) -> Loaded {
    let name = texts.first().map_or_else(String::new, |text| text.found.name.clone());
    let kinds = [UnitKind::Whole { name, migrations: options.migrations }];
    let mut loaded =
        add_up(texts, &kinds, &[None], options, Keep::SumOnly, Instant::now(), Loaded::default());
    if let Some(schema) = loaded.schemas.first_mut() {
        schema.asker = asker;
    }
    loaded
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
    let groups = group::read(&texts, units, options, keep, &mut loaded.warnings);
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
    }
    statistics.count(&loaded.schemas);
    statistics.reading = started.elapsed();
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
    let version = options.version.or(group.version);
    let script = |text: &usize| {
        let file = files[text];
        let name = sources.file(file).name.clone();
        (file, Script { name, migration: group.migration })
    };
    let mut kept = Vec::new();
    let mut reflection = match group.members.as_slice() {
        [text] if group.reads.is_empty() => {
            let (file, script) = script(text);
            reflect(group.engine, version, (file, script), &sources.file(file).text)
        }
        members => {
            let scripts = members.iter().zip(group.reads).map(|(text, read)| {
                let (file, Script { name, migration }) = script(text);
                ScriptSource { file, name, migration, read }
            });
            let scripts: Vec<ScriptSource> = scripts.collect();
            if keep == Keep::Scripts {
                kept.clone_from(&scripts);
            }
            replay(group.engine, version, scripts)
        }
    };
    let Settings { restrict_fk_on_non_standard_key, native_foreign_keys, .. } = options.server;
    let settings = &mut reflection.catalog.settings;
    settings.restrict_fk_on_non_standard_key =
        settings.restrict_fk_on_non_standard_key.or(restrict_fk_on_non_standard_key);
    settings.native_foreign_keys = settings.native_foreign_keys.or(native_foreign_keys);
    Schema {
        name: group.name,
        reflection,
        scripts: kept,
        dialect_guessed: group.guessed,
        live: false,
        report,
        asker: None,
    }
}

impl Statistics {
    /// Adds what schemas hold.
    fn count(&mut self, schemas: &[Schema]) {
        for table in schemas.iter().flat_map(|schema| schema.reflection.catalog.tables()) {
            self.tables += usize::from(table.kind != TableKind::View);
            self.foreign_keys += table.foreign_keys.len();
        }
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
