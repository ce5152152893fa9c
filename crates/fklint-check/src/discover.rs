//! From sources to files: what is walked, what is taken, what cannot be looked at.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use fklint_source::{Decoded, decode};
use ignore::WalkBuilder;
use ignore::overrides::OverrideBuilder;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{Problem, natural};

/// A file to read.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Where it is; `None` for standard input.
    pub(crate) path: Option<PathBuf>,
    /// The name that people know it by, with `/` between its parts.
    pub(crate) name: String,
    /// It was named itself, not found in a directory.
    pub(crate) named: bool,
    /// The unit that asks for it, by index.
    pub(crate) unit: usize,
}

/// A file that was read.
#[derive(Debug)]
pub(crate) struct Text {
    /// The file.
    pub(crate) found: Found,
    /// What it says, in bytes that are a superset of ASCII.
    pub(crate) bytes: Vec<u8>,
}

/// Extensions of SQL files. `.sql.` within a name counts too: `structure.sql.postgres`.
const EXTENSIONS: [&str; 6] = ["sql", "ddl", "psql", "pgsql", "mysql", "sqlite"];

/// Directories of other people's or of made files.
const SKIPPED: [&str; 3] = ["node_modules", "target", ".git"];

/// How many bytes show whether a file is a text.
const HEAD: u64 = 1 << 14;

/// From this size on a file is read in parts.
const LARGE: u64 = 2 * PART as u64;

/// The size of a part.
const PART: usize = 1 << 20;

/// Extensions by which an empty file is known to be a database without tables yet.
const DATABASES: [&str; 3] = ["db", "sqlite", "sqlite3"];

/// The first bytes of an SQLite database.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// The files of a path, in natural order. A part of a directory that cannot be looked at is a problem of its own.
pub(crate) fn files(path: &Path, problems: &mut Vec<Problem>) -> Vec<Found> {
    match std::fs::metadata(path) {
        Ok(data) if data.is_dir() => directory(path, problems),
        Ok(_) => vec![found(path, true)],
        Err(error) => {
            problems.push(Problem::new(path.display().to_string(), said(&error)));
            Vec::new()
        }
    }
}

/// Standard input.
pub(crate) fn stdin(name: String) -> Found {
    Found { path: None, name, named: true, unit: 0 }
}

/// Whether a path is an SQLite database. A pipe is not looked into: what is read of it is gone.
pub(crate) fn is_database(path: &Path) -> bool {
    let Ok(data) = std::fs::metadata(path) else { return false };
    if !data.is_file() {
        return false;
    }
    if data.len() == 0 {
        let extension = path.extension().and_then(|extension| extension.to_str());
        return extension.is_some_and(|extension| DATABASES.contains(&extension));
    }
    let mut head = [0; MAGIC.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && head == MAGIC
}

/// The files that a glob below `root` matches, in natural order.
pub(crate) fn glob(root: &Path, glob: &str) -> Result<Vec<Found>, Problem> {
    let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    let overrides = OverrideBuilder::new(root)
        .add(&format!("/{}", glob.trim_start_matches("./")))
        .and_then(|builder| builder.build())
        .map_err(|error| Problem::new(glob, format!("no glob: {error}")))?;
    let mut files = Vec::new();
    for entry in walker(root).overrides(overrides).build() {
        let entry = entry.map_err(|error| Problem::new(glob, error.to_string()))?;
        if entry.path().is_file() {
            files.push(found(entry.path(), false));
        }
    }
    if files.is_empty() {
        return Err(Problem::new(glob, "no file matches"));
    }
    files.sort_by(|a, b| natural::compare(&a.name, &b.name));
    Ok(files)
}

/// Reads all files in parallel, but for those that `overlay` has under their names. What cannot be read becomes a
/// problem, the rest stays in order.
pub(crate) fn read(
    files: Vec<Found>,
    overlay: &FxHashMap<String, Vec<u8>>,
    problems: &mut Vec<Problem>,
) -> Vec<Text> {
    let read: Vec<Result<Text, Problem>> = files
        .into_par_iter()
        .map(|found| {
            if let Some(bytes) = overlay.get(&found.name) {
                return Ok(Text { bytes: bytes.clone(), found });
            }
            let bytes = bytes_of(&found).map_err(|message| Problem::new(found.name.as_str(), message))?;
            Ok(Text { found, bytes })
        })
        .collect();
    let mut texts = Vec::with_capacity(read.len());
    for text in read {
        match text {
            Ok(text) => texts.push(text),
            Err(problem) => problems.push(problem),
        }
    }
    texts
}

/// A file that stands nowhere yet: its text is given instead.
pub(crate) fn given(name: &str, unit: usize) -> Option<Found> {
    is_sql(name).then(|| Found { unit, ..found(Path::new(name), false) })
}

/// A path by which two names of one file are known to be one.
pub(crate) fn canonical(found: &Found) -> Option<PathBuf> {
    found.path.as_ref().map(|path| std::fs::canonicalize(path).unwrap_or_else(|_| path.clone()))
}

/// Whether a file of this name is taken from a directory.
fn is_sql(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    EXTENSIONS.contains(&extension) || name.contains(".sql.") && !is_packed(extension)
}

/// Packed and left-over files: `dump.sql.gz`, `schema.sql.bak`.
fn is_packed(extension: &str) -> bool {
    const PACKED: [&str; 14] =
        ["gz", "bz2", "xz", "zst", "zip", "7z", "lz4", "bak", "orig", "rej", "swp", "tmp", "conf", "license"];
    PACKED.contains(&extension)
}

fn directory(path: &Path, problems: &mut Vec<Problem>) -> Vec<Found> {
    let mut files = Vec::new();
    let mut seen = FxHashSet::default();
    let before = problems.len();
    for entry in walker(path).build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                problems.push(Problem::new(path.display().to_string(), error.to_string()));
                continue;
            }
        };
        if !is_sql(&entry.file_name().to_string_lossy()) || entry.path().is_dir() {
            continue;
        }
        let found = found(entry.path(), false);
        // Whoever opens a pipe waits for its writer. A link to nothing is told when it is read.
        if std::fs::metadata(entry.path()).is_ok_and(|data| !data.is_file()) {
            problems.push(Problem::new(found.name, "no regular file: name it itself to read from it"));
            continue;
        }
        // A link beside its target would declare every table twice.
        if canonical(&found).is_none_or(|path| seen.insert(path)) {
            files.push(found);
        }
    }
    if files.is_empty() && problems.len() == before {
        problems.push(Problem::new(path.display().to_string(), nothing_in(path)));
    }
    files.sort_by(|a, b| natural::compare(&a.name, &b.name));
    files
}

fn walker(root: &Path) -> WalkBuilder {
    let mut builder = WalkBuilder::new(root);
    builder.require_git(false).filter_entry(|entry| {
        let skipped = entry.file_name().to_str().is_some_and(|name| SKIPPED.contains(&name));
        entry.depth() == 0 || !skipped || !entry.path().is_dir()
    });
    builder
}

/// Why a directory gave no file: there is none, or all are ignored.
fn nothing_in(path: &Path) -> String {
    let entries = walkdir::WalkDir::new(path).into_iter().filter_map(Result::ok);
    let hidden = entries
        .filter(|entry| entry.file_type().is_file() && is_sql(&entry.file_name().to_string_lossy()))
        .count();
    match hidden {
        0 => "no SQL file in it: name a directory with `.sql` files, or the files themselves".to_owned(),
        1 => "its only SQL file is hidden or ignored by `.gitignore`: name the file itself".to_owned(),
        _ => {
            format!("all its {hidden} SQL files are hidden or ignored by `.gitignore`: name them themselves")
        }
    }
}

fn found(path: &Path, named: bool) -> Found {
    let name = path.to_string_lossy().replace('\\', "/");
    let name = name.strip_prefix("./").unwrap_or(&name).to_owned();
    Found { path: Some(path.to_path_buf()), name, named, unit: 0 }
}

fn bytes_of(found: &Found) -> Result<Vec<u8>, String> {
    let bytes = match &found.path {
        None => bytes_from(io::stdin().lock(), 0)?,
        Some(path) => {
            let file = File::open(path).map_err(|error| said(&error))?;
            let size = file.metadata().map_err(|error| said(&error))?.len();
            fits(size)?;
            if size < LARGE {
                bytes_from(file, size)?
            } else {
                head_of(file, 0)?;
                bytes_in_parts(path, size).map_err(|error| said(&error))?
            }
        }
    };
    fits(bytes.len() as u64)?;
    match decode(bytes) {
        Decoded::Text(text, _) => {
            fits(text.len() as u64)?;
            Ok(text)
        }
        Decoded::Binary(at) => Err(binary(at)),
    }
}

/// Everything that a reader gives. A device may give bytes without end: what is no text is left at its beginning.
fn bytes_from(reader: impl Read, size: u64) -> Result<Vec<u8>, String> {
    let mut reader = reader.take(u64::from(u32::MAX));
    let mut bytes = head_of(&mut reader, size)?;
    reader.read_to_end(&mut bytes).map_err(|error| said(&error))?;
    Ok(bytes)
}

/// The first bytes of a text, with room for `size`.
fn head_of(reader: impl Read, size: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::with_capacity(size as usize + 1);
    reader.take(HEAD).read_to_end(&mut bytes).map_err(|error| said(&error))?;
    if bytes.starts_with(MAGIC) {
        return Err("an SQLite database: name the file itself to check it".to_owned());
    }
    match decode(bytes.clone()) {
        Decoded::Binary(at) => Err(binary(at)),
        Decoded::Text(..) => Ok(bytes),
    }
}

/// A large file, its parts at once: most of the time goes into memory that is new.
fn bytes_in_parts(path: &Path, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; size as usize];
    bytes.par_chunks_mut(PART).enumerate().try_for_each(|(nth, part)| {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start((nth * PART) as u64))?;
        file.read_exact(part)
    })?;
    Ok(bytes)
}

fn binary(at: usize) -> String {
    format!("a binary file (byte 0 at offset {at}): name a file of SQL, or dump the database to one")
}

/// Places are 32 bits wide.
fn fits(size: u64) -> Result<(), String> {
    if size < u64::from(u32::MAX) {
        return Ok(());
    }
    Err("larger than 4 GiB: dump the schema without its data".to_owned())
}

fn said(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or directory".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        _ => crate::in_words(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sql_files_are_known_by_extension_and_infix() {
        for name in ["a.sql", "A.SQL", "a.ddl", "a.pgsql", "structure.sql.postgres", "full.sql.sqlite"] {
            assert!(is_sql(name), "{name}");
        }
        for name in ["a.pks", "a.py", "sql", "dump.sql.gz", "V1__a.sql.conf"] {
            assert!(!is_sql(name), "{name}");
        }
    }

    #[test]
    fn offsets_must_fit_into_32_bits() {
        assert!(fits(u64::from(u32::MAX)).is_err());
        assert!(fits(1 << 31).is_ok());
    }
}
