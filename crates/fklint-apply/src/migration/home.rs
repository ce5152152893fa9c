//! The directory that migrations go to: whose it is, and which schema it makes.

use std::fs;
use std::path::{Path, PathBuf};

use fklint_check::{MigrationDirectory, Outcome, migration_directories};

use super::convention::alembic::{self, Revisions};
use super::convention::javascript;
use super::convention::{self, Convention};

/// A directory of migrations.
pub(super) enum Home {
    Sql { convention: &'static Convention, directory: MigrationDirectory },
    Alembic { directory: String, head: Option<String> },
}

impl Home {
    /// Finds out whose directory it is.
    ///
    /// # Errors
    /// Why no migration can be added there, and how to go on: one sentence without a full stop.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        if !path.is_dir() {
            return Err(match path.exists() {
                true => {
                    "a file, and no directory of migrations: `fklint fix FILE --write` edits it".to_owned()
                }
                false => "no such directory".to_owned(),
            });
        }
        if let Some(Revisions { directory, mut heads }) = alembic::read(path) {
            if heads.len() > 1 {
                let heads = heads.join(", ");
                return Err(format!(
                    "it has several heads ({heads}): join them first, with `alembic merge heads`"
                ));
            }
            return Ok(Self::Alembic { directory, head: heads.pop() });
        }
        if let Some(directory) = javascript::read(path)
            && let Some(convention) = convention::of(&directory)
        {
            return Ok(Self::Sql { convention, directory });
        }
        if has_nothing(path) {
            return Err("no migration is in it yet, and nothing tells for which tool to write one: let the tool make its \
                        first, which may be empty where a SOURCE tells the schema, and run this again"
                .to_owned());
        }
        let mut found = match migration_directories(path) {
            Ok(found) => found,
            Err(problems) if foreign(path).is_none() => {
                return Err(problems.into_iter().next().map_or_else(String::new, |first| first.message));
            }
            Err(_) => Vec::new(),
        };
        let (Some(directory), true) = (found.pop(), found.is_empty()) else {
            return Err(match (foreign(path), found.len()) {
                (Some(why), _) => why.to_owned(),
                (None, 0) => "no migrations that are named or marked as those of a tool: write the first one in its \
                              convention, or check the files as a schema and take `--write`"
                    .to_owned(),
                (None, _) => "it holds migrations for several databases, or of several tools: name one of their directories"
                    .to_owned(),
            });
        };
        if directory.tool == "drizzle" {
            return Err("drizzle-kit keeps a journal and snapshots of its own: put the statements that `fklint check` \
                        shows into what `drizzle-kit generate --custom` makes"
                .to_owned());
        }
        if directory.name.ends_with(')')
            && !directory.files.iter().all(|file| file.starts_with(&directory.name))
        {
            return Err("its files are for several databases: a new one for one of them would not be one for the others"
                .to_owned());
        }
        match convention::of(&directory) {
            Some(convention) => Ok(Self::Sql { convention, directory }),
            None => Err(format!("migrations of {} cannot be written yet", directory.tool)),
        }
    }

    /// The language of its migrations, where what they do cannot be read.
    pub(super) fn language(&self) -> Option<&'static str> {
        match self {
            Self::Alembic { .. } => Some("Python"),
            Self::Sql { directory, .. } if javascript::is_one(directory) => Some("JavaScript"),
            Self::Sql { .. } => None,
        }
    }

    /// Which schema of a run the plans are for, and the files of the directory by the names that they have there; none of
    /// them where the schema is read from elsewhere.
    pub(super) fn target(&self, outcome: &Outcome) -> Result<(usize, Vec<String>), String> {
        if let Self::Sql { directory, .. } = self {
            let own: Vec<PathBuf> =
                directory.files.iter().filter_map(|file| fs::canonicalize(file).ok()).collect();
            for (index, target) in outcome.targets.iter().enumerate() {
                let scripts = target.reflection.history.scripts.iter().filter(|script| script.migration);
                let here = scripts.map(|script| script.name.clone());
                let here = here.filter(|name| fs::canonicalize(name).is_ok_and(|path| own.contains(&path)));
                let here: Vec<String> = here.collect();
                if !here.is_empty() {
                    return Ok((index, here));
                }
            }
        }
        match outcome.targets.as_slice() {
            [_] => Ok((0, Vec::new())),
            [] => Err(
                "there is no schema to find anything in: name the one that it makes, a dump or a database"
                    .to_owned(),
            ),
            _ => Err("the sources hold several schemas: name the one that these migrations make".to_owned()),
        }
    }
}

/// Whether a directory holds neither SQL nor another one, nor migrations that are no SQL: at most a `.gitkeep` or a README.
fn has_nothing(path: &Path) -> bool {
    let is_idle = |entry: fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().to_ascii_lowercase();
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        name.starts_with('.') || is_file && !name.contains(".sql")
    };
    let idle = fs::read_dir(path).is_ok_and(|mut entries| entries.all(|entry| entry.is_ok_and(is_idle)));
    idle && foreign(path).is_none()
}

/// Who keeps migrations that are no SQL, by a file of theirs, and the way out.
fn foreign(path: &Path) -> Option<&'static str> {
    let names = fs::read_dir(path).ok()?.filter_map(Result::ok).map(|entry| entry.file_name());
    let names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    let any = |extension: &str| names.iter().any(|name| name.ends_with(extension));
    if any(".rb") || names.iter().any(|name| name == "structure.sql") {
        return Some(
            "Rails keeps its migrations in Ruby, and `structure.sql` is made of them: put the statements that `fklint \
             check` shows into `execute` of a new one",
        );
    }
    if [".js", ".ts", ".cjs", ".mjs"].into_iter().any(any) {
        return Some(
            "its migrations are programs: put the statements that `fklint check` shows into a new one of their tool",
        );
    }
    any(".py").then_some(
        "its Python files are no revisions of Alembic: put the statements that `fklint check` shows into a migration of \
         their tool",
    )
}
