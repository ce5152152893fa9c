//! What a run looks at: the sources that were named, or the targets of the configuration.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use crate::config::{Spotted, TargetConfig};
use crate::discover::{self, Found};
use crate::group::UnitKind;
use crate::load::{Loaded, shortened};
use crate::{Config, Options, Problem, SourceArg};

/// The units of a run with their files.
#[derive(Debug, Default)]
pub(crate) struct Request<'c> {
    /// What each unit is, and the canonical paths of the files to report on, where these are not all.
    pub(crate) units: Vec<(UnitKind<'c>, Option<FxHashSet<PathBuf>>)>,
    /// The files of all units.
    pub(crate) files: Vec<Found>,
}

/// Finds all files. Where targets are configured, a file that was named stands for its whole target.
pub(crate) fn make<'c>(sources: &[SourceArg], options: &'c Options, loaded: &mut Loaded) -> Request<'c> {
    let mut request = Request::default();
    let config = &options.config;
    if sources.is_empty() && !config.targets.is_empty() {
        for target in &config.targets {
            if let Some(files) = target_files(config, target, loaded) {
                request.add(kind_of(target), None, files);
            }
        }
        return request;
    }
    let here = [SourceArg::Path(PathBuf::from("."))];
    let mut named = named_files(if sources.is_empty() { &here } else { sources }, loaded);
    if !config.targets.is_empty() {
        let given: FxHashSet<PathBuf> =
            named.iter().flat_map(|(_, files)| files).filter_map(discover::canonical).collect();
        for target in &config.targets {
            let Some(files) = target_files(config, target, loaded) else { continue };
            let own: FxHashSet<PathBuf> = files.iter().filter_map(discover::canonical).collect();
            if own.is_disjoint(&given) {
                continue;
            }
            let mine = |found: &Found| discover::canonical(found).is_some_and(|path| own.contains(&path));
            for (_, files) in &mut named {
                files.retain(|found| !mine(found));
            }
            request.add(kind_of(target), Some(own.intersection(&given).cloned().collect()), files);
        }
    }
    for (kind, files) in named {
        if !files.is_empty() {
            request.add(kind, None, files);
        }
    }
    request
}

impl<'c> Request<'c> {
    fn add(&mut self, kind: UnitKind<'c>, report: Option<FxHashSet<PathBuf>>, mut files: Vec<Found>) {
        for found in &mut files {
            found.unit = self.units.len();
        }
        self.units.push((kind, report));
        self.files.append(&mut files);
    }
}

/// The files of sources: each directory is a unit, and all files together are one. A file counts once.
fn named_files<'c>(sources: &[SourceArg], loaded: &mut Loaded) -> Vec<(UnitKind<'c>, Vec<Found>)> {
    let mut units: Vec<(UnitKind<'c>, Vec<Found>)> = Vec::new();
    let mut seen = FxHashSet::default();
    for source in sources {
        let mut files = discover::files(source, &mut loaded.problems);
        files.retain(|found| {
            let path = discover::canonical(found).unwrap_or_else(|| PathBuf::from(&found.name));
            seen.insert(path)
        });
        if files.is_empty() {
            continue;
        }
        if files.iter().all(|found| found.named) {
            match units.iter_mut().find(|(kind, _)| matches!(kind, UnitKind::Files)) {
                Some((_, together)) => together.append(&mut files),
                None => units.push((UnitKind::Files, files)),
            }
        } else {
            units.push((UnitKind::Directory(source.name()), files));
        }
    }
    units
}

fn kind_of(target: &TargetConfig) -> UnitKind<'_> {
    if target.migrations.is_some() { UnitKind::Migrations(target) } else { UnitKind::Ddl(target) }
}

/// The files of a configured target; `None` where it has no text to read.
fn target_files(config: &Config, target: &TargetConfig, loaded: &mut Loaded) -> Option<Vec<Found>> {
    let entries: Vec<&Spotted> = target.ddl.iter().chain(&target.migrations).collect();
    let others = [("database", target.database.is_some()), ("models", !target.models.is_empty())];
    let unread: Vec<&str> = others.iter().filter(|(_, there)| *there).map(|(word, _)| *word).collect();
    if !unread.is_empty() {
        let message =
            format!("the `{}` of target `{}` cannot be read yet", unread.join("` and `"), target.name);
        if entries.is_empty() {
            let message = format!("{message}: dump the schema, and name the file as its `ddl`");
            loaded.problems.push(Problem::new(target.name.as_str(), message));
            return None;
        }
        loaded.warnings.push(format!("{message}: only its SQL is checked"));
    }
    let root = shortened(&config.root);
    let mut files = Vec::new();
    let mut seen = FxHashSet::default();
    for entry in entries {
        let mut problems = Vec::new();
        let found = entry_files(&root, &entry.text, &mut problems);
        files.extend(
            found.into_iter().filter(|found| discover::canonical(found).is_none_or(|path| seen.insert(path))),
        );
        for problem in problems {
            let message = format!("{}: {}", problem.source, problem.message);
            loaded.problems.push(Problem::from(&config.wrong(entry, message)));
        }
    }
    Some(files)
}

fn entry_files(root: &Path, entry: &str, problems: &mut Vec<Problem>) -> Vec<Found> {
    let path = root.join(entry);
    if entry.contains(['*', '?', '[', '{']) && !path.exists() {
        return discover::glob(root, entry).unwrap_or_else(|problem| {
            problems.push(problem);
            Vec::new()
        });
    }
    discover::files(&SourceArg::Path(path), problems)
}
