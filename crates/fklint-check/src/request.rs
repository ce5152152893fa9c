//! What a run looks at: the sources that were named, or the targets of the configuration.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use fklint_reflect::live::url::{DbUrl, Environment, Place, Server};

use crate::config::TargetConfig;
use crate::discover::{self, Found};
use crate::group::UnitKind;
use crate::live::Wanted;
use crate::load::{Loaded, shortened};
use crate::{Config, Options, Problem, SourceArg};

/// The units of a run with their files.
#[derive(Debug, Default)]
pub(crate) struct Request<'c> {
    /// What each unit is, and the canonical paths of the files to report on, where these are not all.
    pub(crate) units: Vec<(UnitKind<'c>, Option<FxHashSet<PathBuf>>)>,
    /// The files of all units.
    pub(crate) files: Vec<Found>,
    /// The live databases: each is a schema of its own.
    pub(crate) databases: Vec<Wanted>,
}

/// Finds all files and databases. Where targets are configured, a file that was named stands for its whole target.
pub(crate) fn make<'c>(sources: &[SourceArg], options: &'c Options, loaded: &mut Loaded) -> Request<'c> {
    let mut request = existing(sources, options, loaded);
    request.add_given(options.overlay.keys());
    request
}

fn existing<'c>(sources: &[SourceArg], options: &'c Options, loaded: &mut Loaded) -> Request<'c> {
    let mut request = Request::default();
    let config = &options.config;
    if sources.is_empty() && !config.targets.is_empty() {
        for target in &config.targets {
            let files = target_files(config, target, loaded);
            request.databases.extend(target_database(config, target, loaded));
            if !files.is_empty() {
                request.add(kind_of(target), None, files);
            }
        }
        return request;
    }
    let here = [SourceArg::Path(PathBuf::from("."))];
    let sources = if sources.is_empty() { &here } else { sources };
    let mut named = named_sources(sources, &mut request.databases, loaded);
    let given: FxHashSet<PathBuf> =
        named.iter().flat_map(|(_, files)| files).filter_map(discover::canonical).collect();
    if !given.is_empty() {
        for target in &config.targets {
            let files = target_files(config, target, loaded);
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

    /// Adds texts that stand in for files that are not there yet, each to the unit that has files nearest to it.
    fn add_given<'n>(&mut self, names: impl Iterator<Item = &'n String>) {
        let known: FxHashSet<&str> = self.files.iter().map(|found| found.name.as_str()).collect();
        let new = names.filter(|name| !known.contains(name.as_str()));
        let mut given: Vec<Found> = new
            .filter_map(|name| {
                let above = Path::new(name).ancestors().skip(1);
                let mut units = above.filter_map(|directory| {
                    self.files.iter().find(|found| Path::new(&found.name).starts_with(directory))
                });
                discover::given(name, units.next()?.unit)
            })
            .collect();
        given.sort_by(|a, b| a.name.cmp(&b.name));
        self.files.extend(given);
    }
}

/// The files of sources: each directory is a unit, and all files together are one. A file counts once, and so does a
/// database.
fn named_sources<'c>(
    sources: &[SourceArg],
    databases: &mut Vec<Wanted>,
    loaded: &mut Loaded,
) -> Vec<(UnitKind<'c>, Vec<Found>)> {
    let mut units: Vec<(UnitKind<'c>, Vec<Found>)> = Vec::new();
    let mut seen = FxHashSet::default();
    let environment = Environment::of_process();
    for source in sources {
        let database = match source {
            SourceArg::Url(url) => Some(parsed(url.expose(), &environment, loaded)),
            SourceArg::Path(path) if discover::is_database(path) => {
                Some(Ok(Wanted::of(DbUrl::of_sqlite_file(path))))
            }
            SourceArg::Path(_) | SourceArg::Stdin => None,
        };
        if let Some(database) = database {
            match database {
                Ok(wanted) if databases.iter().any(|other| other.url == wanted.url) => {}
                Ok(wanted) => databases.push(wanted),
                Err(why) => {
                    let name = source.name();
                    let why = why.strip_prefix(&format!("`{name}`: ")).unwrap_or(&why);
                    loaded.problems.push(Problem::new(name, why));
                }
            }
            continue;
        }
        let mut files = match source {
            SourceArg::Path(path) => discover::files(path, &mut loaded.problems),
            SourceArg::Url(_) | SourceArg::Stdin => vec![discover::stdin(source.name())],
        };
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

/// The files of a configured target.
fn target_files(config: &Config, target: &TargetConfig, loaded: &mut Loaded) -> Vec<Found> {
    if !target.models.is_empty() {
        let message = format!("the `models` of target `{}` cannot be read yet", target.name);
        if target.ddl.is_empty() && target.migrations.is_none() && target.database.is_none() {
            let message = format!("{message}: dump the schema, and name the file as its `ddl`");
            loaded.problems.push(Problem::new(target.name.as_str(), message));
        } else {
            loaded.warnings.push(format!("{message}: only the rest of it is checked"));
        }
    }
    let root = shortened(&config.root);
    let mut files = Vec::new();
    let mut seen = FxHashSet::default();
    for entry in target.ddl.iter().chain(&target.migrations) {
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
    files
}

/// The live database of a configured target. Beside the target's SQL it is a schema of its own: each is checked, and
/// they are not compared.
fn target_database(config: &Config, target: &TargetConfig, loaded: &mut Loaded) -> Option<Wanted> {
    let entry = target.database.as_ref()?;
    let environment = Environment::of_process();
    if spells_a_password(&entry.text) {
        let message = "a password stands here for all to read: keep the URL in a variable, and write \
                       `database = \"$DATABASE_URL\"`";
        loaded.warnings.push(config.wrong(entry, message.to_owned()).to_string());
    }
    let text = DbUrl::expand(&entry.text, &environment).map_err(|error| error.to_string());
    match text.and_then(|text| parsed(&text, &environment, loaded)) {
        Ok(mut wanted) => {
            if let Place::File(path) = &mut wanted.url.place {
                *path = shortened(&config.root).join(&path);
            }
            let alone = target.ddl.is_empty() && target.migrations.is_none();
            wanted.name =
                Some(if alone { target.name.clone() } else { format!("{} (database)", target.name) });
            Some(wanted)
        }
        Err(why) => {
            loaded.problems.push(Problem::from(&config.wrong(entry, why)));
            None
        }
    }
}

/// Whether a URL has a password that is no variable's.
fn spells_a_password(text: &str) -> bool {
    const VARIABLE: &str = "variable";
    let with = |value: Option<&'static str>| Environment {
        variable: Box::new(move |_| value.map(str::to_owned)),
        file: Box::new(|_| None),
        exists: Box::new(|_| false),
        home: None,
        user: None,
    };
    let text = DbUrl::expand(text, &with(Some(VARIABLE)));
    let parsed = text.and_then(|text| DbUrl::parse(&text, &with(None)));
    parsed.is_ok_and(|parsed| match parsed.url.place {
        Place::Server(Server { password: Some(password), .. }) => !password.expose().contains(VARIABLE),
        Place::Server(_) | Place::File(_) => false,
    })
}

/// Reads a URL, and passes on what is odd about it.
fn parsed(text: &str, environment: &Environment, loaded: &mut Loaded) -> Result<Wanted, String> {
    let parsed = DbUrl::parse(text, environment).map_err(|error| error.to_string())?;
    loaded.warnings.extend(parsed.notes.iter().map(|note| format!("{}: {note}", parsed.url)));
    Ok(Wanted { connect_timeout: parsed.connect_timeout, ..Wanted::of(parsed.url) })
}

fn entry_files(root: &Path, entry: &str, problems: &mut Vec<Problem>) -> Vec<Found> {
    let path = root.join(entry);
    if entry.contains(['*', '?', '[', '{']) && !path.exists() {
        return discover::glob(root, entry).unwrap_or_else(|problem| {
            problems.push(problem);
            Vec::new()
        });
    }
    discover::files(&path, problems)
}
