//! Which file a URL of SQLite means: the slashes mean something else to every tool.

use std::path::{Path, PathBuf};

use super::UrlError;
use super::authority::decoded;
use super::environment::Environment;
use super::parameters::plain_name;

/// The file of a text after `sqlite:`, or after `file:`.
///
/// # Errors
/// When it names none.
pub(super) fn file(
    rest: &str,
    is_uri: bool,
    environment: &Environment,
    notes: &mut Vec<String>,
) -> Result<PathBuf, UrlError> {
    let (path, query) = split_query(rest, is_uri, environment);
    let mut in_memory = false;
    for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        match plain_name(name).as_str() {
            "mode" => in_memory |= value == "memory",
            plain if HARMLESS.binary_search(&plain).is_ok() => {}
            _ => notes.push(
                "a parameter of the URL is left aside: the file is opened for reading, without a key".into(),
            ),
        }
    }
    // SQLAlchemy's way to SQLite's own: `sqlite:///file:app.db?mode=ro&uri=true`.
    if let Some(inner) = path.trim_start_matches('/').strip_prefix("file:").filter(|_| !is_uri) {
        return file(inner, true, environment, notes);
    }
    if in_memory || matches!(path.trim_start_matches('/'), "" | ":memory:") {
        return Err(UrlError(
            "a database in memory belongs to the process that made it: name a file, as in `sqlite:app.db`"
                .to_owned(),
        ));
    }
    Ok(choose(path, is_uri, environment, notes))
}

fn choose(path: &str, is_uri: bool, environment: &Environment, notes: &mut Vec<String>) -> PathBuf {
    let exists = |path: &PathBuf| (environment.exists)(path);
    let readings = |path: &str| {
        let home = environment.home.as_ref().zip(path.strip_prefix("~/")).map(|(home, rest)| home.join(rest));
        let mut readings = vec![PathBuf::from(path), PathBuf::from(decoded(path))];
        if is_uri {
            readings.reverse();
        }
        readings.into_iter().chain(home).collect::<Vec<_>>()
    };
    let best = |readings: Vec<PathBuf>| {
        let found = readings.iter().find(|path| exists(path)).cloned();
        found.or_else(|| readings.into_iter().next()).unwrap_or_default()
    };
    let Some(after) = path.strip_prefix("//") else { return best(readings(path)) };
    let Some(relative) = after.strip_prefix('/') else {
        return best(readings(after.strip_prefix("localhost").filter(|_| is_uri).unwrap_or(after)));
    };
    if is_uri || relative.starts_with('/') {
        let absolute = if is_uri { after } else { relative };
        return best(readings(&format!("/{}", absolute.trim_start_matches('/'))));
    }
    // Three slashes: relative to SQLAlchemy, Django and Rails' elder versions, absolute to all others.
    let (relative, absolute) = (best(readings(relative)), best(readings(after)));
    match (exists(&relative), exists(&absolute)) {
        (true, true) if !same(&relative, &absolute) => {
            notes.push(format!(
                "three slashes are read as SQLAlchemy does, so `{}` is meant and not `{}`: four slashes name the latter",
                relative.display(),
                absolute.display()
            ));
            relative
        }
        (false, true) => {
            notes.push(format!(
                "three slashes name a relative path, but there is no `{}`, so `{}` is read: write four slashes",
                relative.display(),
                absolute.display()
            ));
            absolute
        }
        _ => relative,
    }
}

/// From the root directory both readings are one file.
fn same(relative: &Path, absolute: &Path) -> bool {
    relative.canonicalize().ok().zip(absolute.canonicalize().ok()).is_some_and(|(a, b)| a == b)
}

/// A `?` begins the parameters, unless a file has it in its name.
fn split_query<'a>(rest: &'a str, is_uri: bool, environment: &Environment) -> (&'a str, &'a str) {
    if !is_uri && (environment.exists)(Path::new(rest)) {
        return (rest, "");
    }
    let rest = if is_uri { rest.split('#').next().unwrap_or(rest) } else { rest };
    rest.split_once('?').unwrap_or((rest, ""))
}

/// Parameters that a reader has no use for, by plain name, sorted.
const HARMLESS: &[&str] = &[
    "busytimeout",
    "cache",
    "checksamethread",
    "connectionlimit",
    "fk",
    "foreignkeys",
    "immutable",
    "isolationlevel",
    "journalmode",
    "loc",
    "mode",
    "modeof",
    "nolock",
    "pool",
    "psow",
    "sockettimeout",
    "synchronous",
    "timeout",
    "txlock",
    "uri",
    "vfs",
    "xmigrationstable",
    "xnotxwrap",
];
