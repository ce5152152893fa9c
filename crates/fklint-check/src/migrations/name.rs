//! What the name of a migration tells: its version, its dialect, whether it goes up or down.

use std::path::PathBuf;

use fklint_catalog::Engine;

/// The shape of a tool's file names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `V1.2__x.sql`, `U…`, `B…`, `R__x.sql`
    Flyway,
    /// `<version>_x[.dialect].up.sql`, `….down.sql`, and plain numbered files among them
    UpDown,
    /// `<version>_x/up.sql`
    InDirectory {
        /// The file that is run.
        up: &'static str,
        /// The file that undoes it.
        down: Option<&'static str>,
    },
    /// `x.sql` and `x.rollback.sql`; `post-apply….sql`, last
    Rollback,
    /// `<version>_x.sql`, the version of so many digits or more
    Numbered {
        /// How many.
        digits: usize,
    },
    /// Any name.
    Any,
}

/// What a file does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It stands for all versions up to its own.
    Baseline,
    /// It is run once, in the order of versions.
    Up,
    /// It is run after all versions.
    Repeatable,
    /// It undoes another one.
    Down,
}

/// A name that fits a shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fit<'t> {
    /// What the file does.
    pub(super) role: Role,
    /// Its version, part by part, without trailing zeros: `1.0` is `1`.
    pub(super) version: Vec<u64>,
    /// Its dialect, where the name tells one.
    pub(super) variant: Option<&'t str>,
    /// The name without suffixes.
    pub(super) stem: &'t str,
    /// No one names a file so by chance.
    pub(super) proves: bool,
}

/// Words for databases in the names of files and directories.
const VENDORS: [(&str, Option<Engine>); 20] = [
    ("cockroach", Some(Engine::Postgres)),
    ("cockroachdb", Some(Engine::Postgres)),
    ("crdb", Some(Engine::Postgres)),
    ("db2", None),
    ("derby", None),
    ("h2", None),
    ("hsqldb", None),
    ("mariadb", Some(Engine::Mariadb)),
    ("mssql", Some(Engine::SqlServer)),
    ("mysql", Some(Engine::Mysql)),
    ("oracle", Some(Engine::Oracle)),
    ("pg", Some(Engine::Postgres)),
    ("pgsql", Some(Engine::Postgres)),
    ("postgres", Some(Engine::Postgres)),
    ("postgresql", Some(Engine::Postgres)),
    ("psql", Some(Engine::Postgres)),
    ("sqlite", Some(Engine::Sqlite)),
    ("sqlite3", Some(Engine::Sqlite)),
    ("sqlserver", Some(Engine::SqlServer)),
    ("turso", Some(Engine::Sqlite)),
];

/// Bytes of a text in which a marker must stand: some have a long licence first.
const HEAD: usize = 16 * 1024;

impl Role {
    /// The order of roles in a run.
    pub(super) const fn class(self) -> u8 {
        match self {
            Self::Baseline => 0,
            Self::Up | Self::Down => 1,
            Self::Repeatable => 2,
        }
    }
}

impl Shape {
    /// What `name` tells, if it has this shape.
    pub(super) fn fit(self, name: &str) -> Option<Fit<'_>> {
        match self {
            Self::Flyway => flyway(name),
            Self::UpDown => up_down(name).or_else(|| numbered(name, 1)),
            Self::InDirectory { up, down } => {
                let (directory, file) = name.split_once('/')?;
                let role = if file == up {
                    Role::Up
                } else if Some(file) == down {
                    Role::Down
                } else {
                    return None;
                };
                // Diesel leaves the hyphens out: `20170309122510_a` comes before `2017-09-23-182408_b`.
                let digits = directory.split('_').next().unwrap_or(directory).replace('-', "");
                let version = match down {
                    Some(_) => trimmed(number(&digits).into_iter().collect()),
                    None => Vec::new(),
                };
                Some(Fit { version, proves: role == Role::Up, ..plain(directory, role) })
            }
            Self::Rollback => rollback(name),
            Self::Numbered { digits } => numbered(name, digits),
            Self::Any => Some(plain(stem(name)?, Role::Up)),
        }
    }
}

/// A path as its directory of migrations and its name in it. A file with a directory of its own
/// (`<version>_x/up.sql`) belongs to the directory above.
pub(super) fn split(path: &str) -> (&str, &str) {
    let (directory, file) = path.rsplit_once('/').map_or(("", path), |(directory, file)| (directory, file));
    if !matches!(file, "up.sql" | "down.sql" | "migration.sql") || directory.is_empty() {
        return (directory, file);
    }
    let own = directory.rsplit('/').next().unwrap_or(directory);
    if own.is_empty() || file == "migration.sql" && !own.starts_with(|c: char| c.is_ascii_digit()) {
        return (directory, file);
    }
    let name = &path[path.len() - file.len() - 1 - own.len()..];
    (parent(directory).map_or("", |(parent, _)| parent), name)
}

/// The directory above and the own name; `None` at the top.
pub(super) fn parent(directory: &str) -> Option<(&str, &str)> {
    if directory.is_empty() {
        return None;
    }
    Some(directory.rsplit_once('/').unwrap_or(("", directory)))
}

/// A file in a directory, for the file system.
pub(super) fn join(directory: &str, file: &str) -> PathBuf {
    if directory.is_empty() { PathBuf::from(file) } else { PathBuf::from(directory).join(file) }
}

/// Whether the head of a text has a line that starts with one of the markers.
pub(super) fn has_marker(text: &[u8], markers: &[&str]) -> bool {
    let head = &text[..text.len().min(HEAD)];
    head.split(|&byte| byte == b'\n').any(|line| {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii_start();
        markers.iter().any(|marker| {
            line.get(..marker.len()).is_some_and(|start| start.eq_ignore_ascii_case(marker.as_bytes()))
        })
    })
}

/// Whether a word of a name stands for a database.
pub(super) fn is_vendor(word: &str) -> bool {
    VENDORS.iter().any(|(name, _)| name.eq_ignore_ascii_case(word))
}

/// Whether a directory is named for a version or a year: `2.41`, `v3`, `2024`.
pub(super) fn is_version(word: &str) -> bool {
    let digits = word.strip_prefix(['v', 'V']).unwrap_or(word);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '_' | '-'))
}

/// The engine of such a word; `None` also for one that is not read as any engine.
pub(super) fn vendor_engine(word: &str) -> Option<Engine> {
    VENDORS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).and_then(|&(_, engine)| engine)
}

fn flyway(name: &str) -> Option<Fit<'_>> {
    let stem = stem(name)?;
    let (version, _) = stem.split_once("__")?;
    let role = match version.as_bytes().first()? {
        b'V' => Role::Up,
        b'U' => Role::Down,
        b'B' => Role::Baseline,
        b'R' if version.len() == 1 => Role::Repeatable,
        _ => return None,
    };
    if role == Role::Repeatable {
        return Some(plain(stem, role));
    }
    let mut parts = Vec::new();
    for part in version[1..].split(['.', '_']) {
        parts.push(number(part)?);
    }
    Some(Fit { version: trimmed(parts), proves: true, ..plain(stem, role) })
}

fn up_down(name: &str) -> Option<Fit<'_>> {
    let stem = stem(name)?;
    let (role, stem) = match stem.strip_suffix(".up") {
        Some(stem) => (Role::Up, stem),
        None => (Role::Down, stem.strip_suffix(".down")?),
    };
    let (stem, variant) = match stem.rsplit_once('.') {
        Some((stem, word)) if is_vendor(word) => (stem, Some(word)),
        _ => (stem, None),
    };
    let version = leading(stem).and_then(number).into_iter().collect();
    Some(Fit { version: trimmed(version), variant, proves: role == Role::Up, ..plain(stem, role) })
}

fn rollback(name: &str) -> Option<Fit<'_>> {
    let stem = stem(name)?;
    let (role, stem) = match stem.strip_suffix(".rollback") {
        Some(stem) => (Role::Down, stem),
        None if stem.starts_with("post-apply") => (Role::Repeatable, stem),
        None => (Role::Up, stem),
    };
    let version = leading(stem).and_then(number).into_iter().collect();
    Some(Fit { version: trimmed(version), proves: role == Role::Down, ..plain(stem, role) })
}

fn numbered(name: &str, digits: usize) -> Option<Fit<'_>> {
    let stem = stem(name)?;
    let version = leading(stem)?;
    if version.len() < digits || stem[version.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    Some(Fit { version: trimmed(vec![number(version)?]), ..plain(stem, Role::Up) })
}

fn plain(stem: &str, role: Role) -> Fit<'_> {
    Fit { role, version: Vec::new(), variant: None, stem, proves: false }
}

fn stem(name: &str) -> Option<&str> {
    let at = name.len().checked_sub(4)?;
    name.get(at..)?.eq_ignore_ascii_case(".sql").then(|| &name[..at])
}

/// The run of digits at the start.
fn leading(stem: &str) -> Option<&str> {
    let end = stem.find(|c: char| !c.is_ascii_digit()).unwrap_or(stem.len());
    (end > 0).then(|| &stem[..end])
}

/// A number too long for the type is the greatest one: natural order of the names then decides.
fn number(digits: &str) -> Option<u64> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(digits.parse().unwrap_or(u64::MAX))
}

fn trimmed(mut parts: Vec<u64>) -> Vec<u64> {
    while parts.last() == Some(&0) {
        parts.pop();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_a_directory_of_its_own_belongs_to_the_directory_above() {
        assert_eq!(split("db/migrations/2020_a/up.sql"), ("db/migrations", "2020_a/up.sql"));
        assert_eq!(split("2020_a/up.sql"), ("", "2020_a/up.sql"));
        assert_eq!(split("up.sql"), ("", "up.sql"));
        assert_eq!(split("db/migration.sql"), ("db", "migration.sql"));
        assert_eq!(split("db/V1__a.sql"), ("db", "V1__a.sql"));
        assert_eq!(split("/x/2020_a/up.sql"), ("/x", "2020_a/up.sql"));
    }

    #[test]
    fn flyway_versions_compare_by_number_and_trailing_zeros_do_not_count() {
        let version = |name| flyway(name).map(|fit| fit.version);
        assert_eq!(version("V1_2__x.sql"), version("V1.2.0__y.sql"));
        assert!(version("V1.10__x.sql") > version("V1.9.3__x.sql"));
        assert_eq!(version("Vx__x.sql"), None);
        assert_eq!(version("VIEWS__x.sql"), None);
        assert_eq!(flyway("R__views.sql").map(|fit| fit.role), Some(Role::Repeatable));
        assert_eq!(flyway("U2__x.sql").map(|fit| fit.role), Some(Role::Down));
    }

    #[test]
    fn a_dialect_in_the_name_is_told() {
        let fit = up_down("20200101_name.sqlite.up.sql").expect("it fits");
        assert_eq!((fit.variant, fit.stem, fit.version), (Some("sqlite"), "20200101_name", vec![20_200_101]));
        let fit = up_down("000001_add_v1.2.down.sql").expect("it fits");
        assert_eq!((fit.variant, fit.role), (None, Role::Down));
    }

    #[test]
    fn a_number_is_followed_by_no_letter() {
        assert!(numbered("001.sql", 1).is_some());
        assert!(numbered("001-init.sql", 1).is_some());
        assert!(numbered("2fa.sql", 1).is_none());
        assert!(numbered("001_init.sql", 8).is_none());
    }
}
