//! The journal: a file of JSON lines beside the work, in which everything stands before it is done.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use fklint_check::in_words;
use serde::{Deserialize, Serialize};

use super::{Move, Stop, fault};

/// The version of the format.
const VERSION: u32 = 1;

/// What a journal begins with: all that is needed to go on or back. It holds no password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Of the format.
    pub version: u32,
    /// The database, without user and password: of SQLite the whole path.
    pub database: String,
    /// The schemas that the work is about (databases on MySQL and MariaDB); empty for all.
    #[serde(default)]
    pub schemas: Vec<String>,
    /// The engine, as `--dialect` calls it.
    pub engine: String,
    /// The version of the server, or of the SQLite that is built in.
    pub server: String,
    /// Seconds since 1970 in UTC.
    pub begun: u64,
    /// The copy of the database from before, if one was made.
    pub backup: Option<PathBuf>,
    /// The tables that the moves are about, as they were.
    pub ddl: String,
    /// The plans.
    pub plans: Vec<Planned>,
    /// What is done, in order.
    pub moves: Vec<Move>,
}

/// A plan, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// The rule that found the need.
    pub rule: String,
    /// What the finding is about.
    pub object: String,
    /// What the plan does.
    pub title: String,
    /// `safe`, `risky` or `manual`.
    pub safety: String,
}

/// A line of a journal. Moves count from 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "lowercase")]
pub(crate) enum Record {
    /// The first line.
    Header(Box<Header>),
    /// A move is about to be done.
    Begin {
        #[serde(rename = "move")]
        number: usize,
    },
    /// It was done, and the database was what it promised.
    Done {
        #[serde(rename = "move")]
        number: usize,
        seconds: f64,
    },
    /// It was not done.
    Failed {
        #[serde(rename = "move")]
        number: usize,
        why: String,
    },
    /// The whole was looked at, and is what was promised.
    Verified,
    /// A move is about to be taken back.
    Undoing {
        #[serde(rename = "move")]
        number: usize,
    },
    /// It was taken back, and the database is what it was before it.
    Undone {
        #[serde(rename = "move")]
        number: usize,
        seconds: f64,
    },
}

/// A journal that is written to.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    header: Header,
    /// How many moves stand as done.
    done: usize,
}

impl Header {
    pub(crate) const fn format() -> u32 {
        VERSION
    }
}

impl Journal {
    /// Begins a journal in a new file. When this returns, it is on the disk.
    ///
    /// # Errors
    /// When the file is there already or cannot be written.
    pub(crate) fn create(path: &Path, header: Header) -> Result<Self, Stop> {
        let failed = |error: &std::io::Error| {
            let why = match error.kind() {
                ErrorKind::AlreadyExists => {
                    "it is there already: name another file with --journal".to_owned()
                }
                _ => in_words(error),
            };
            Stop(format!("nothing was changed, since the journal {} cannot be made: {why}", path.display()))
        };
        fault::boundary();
        let file =
            OpenOptions::new().append(true).create_new(true).open(path).map_err(|error| failed(&error))?;
        let record = Record::Header(Box::new(header.clone()));
        let mut journal = Self { path: path.to_owned(), file, header, done: 0 };
        journal.append(&record)?;
        // The name of a new file is on the disk when its folder is.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        #[cfg(unix)]
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| failed(&error))?;
        #[cfg(not(unix))]
        let _ = folder;
        Ok(journal)
    }

    /// Opens a journal to go on with it.
    ///
    /// # Errors
    /// When it cannot be read, is none, or was written by a later version.
    pub fn open(path: &Path) -> Result<Self, Stop> {
        let failed = |why: &str| Stop(format!("the journal {} cannot be used: {why}", path.display()));
        let mut bytes = std::fs::read(path).map_err(|error| failed(&in_words(&error)))?;
        let all = bytes.len();
        // A line that a crash cut off announced what was never begun.
        bytes.truncate(bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1));
        let records = records(&bytes).map_err(|why| failed(&why))?;
        let is_cut = bytes.len() < all;
        let mut all = records.into_iter();
        let Some(Record::Header(header)) = all.next() else {
            return Err(failed("its first line is no header: nothing of its work was begun"));
        };
        if header.version != VERSION {
            return Err(failed("another version of fklint wrote it: use that one"));
        }
        let done = all.fold(0, |done, record| match record {
            Record::Done { number, .. } => number,
            Record::Undone { number, .. } => number.saturating_sub(1),
            _ => done,
        });
        let file = OpenOptions::new().append(true).open(path).map_err(|error| failed(&in_words(&error)))?;
        if is_cut {
            file.set_len(bytes.len() as u64).map_err(|error| failed(&in_words(&error)))?;
        }
        Ok(Self { path: path.to_owned(), file, header: *header, done })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it begins with.
    #[must_use]
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// How many moves stand as done, which is not how many are.
    pub(crate) const fn done(&self) -> usize {
        self.done
    }

    /// Writes a line. When this returns, it is on the disk.
    ///
    /// # Errors
    /// When it cannot be written: what it announces must not happen then.
    pub(crate) fn append(&mut self, record: &Record) -> Result<(), Stop> {
        let mut line = serde_json::to_string(record).map_err(Stop::because)?;
        line.push('\n');
        fault::boundary();
        self.write(&line)?;
        fault::boundary();
        Ok(())
    }

    fn write(&mut self, text: &str) -> Result<(), Stop> {
        let written = self.file.write_all(text.as_bytes()).and_then(|()| self.file.sync_all());
        written.map_err(|error| {
            Stop(format!("the journal {} cannot be written: {}", self.path.display(), in_words(&error)))
        })
    }
}

/// The lines of a journal.
fn records(bytes: &[u8]) -> Result<Vec<Record>, String> {
    let lines = bytes.split_inclusive(|byte| *byte == b'\n').enumerate();
    let read =
        |(index, line)| serde_json::from_slice(line).map_err(|error| format!("line {}: {error}", index + 1));
    lines.map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> Header {
        Header {
            version: VERSION,
            database: "sqlite:/x.db".into(),
            schemas: Vec::new(),
            engine: "sqlite".into(),
            server: "3.50.1".into(),
            begun: 0,
            backup: None,
            ddl: "CREATE TABLE t (a integer);\n".into(),
            plans: Vec::new(),
            moves: Vec::new(),
        }
    }

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("fklint-journal-{name}-{}", std::process::id()));
            std::fs::create_dir_all(&path).unwrap();
            Self(path)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_journal_is_read_as_it_was_written_and_never_written_over() {
        let folder = Folder::new("written");
        let path = folder.0.join("j");
        let mut journal = Journal::create(&path, header()).unwrap();
        for record in [
            Record::Begin { number: 1 },
            Record::Done { number: 1, seconds: 0.25 },
            Record::Begin { number: 2 },
            Record::Failed { number: 2, why: "no".into() },
        ] {
            journal.append(&record).unwrap();
        }
        let again = Journal::open(&path).unwrap();
        assert_eq!((again.header(), again.done()), (&header(), 1));
        assert!(Journal::create(&path, header()).unwrap_err().0.contains("there already"));
    }

    #[test]
    fn a_line_that_a_crash_cut_off_was_never_said() {
        let folder = Folder::new("cut");
        let path = folder.0.join("j");
        let mut journal = Journal::create(&path, header()).unwrap();
        journal.append(&Record::Done { number: 1, seconds: 1.0 }).unwrap();
        let whole = std::fs::read(&path).unwrap();
        let last = whole[..whole.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
        for end in last..whole.len() - 1 {
            std::fs::write(&path, &whole[..end]).unwrap();
            assert_eq!(Journal::open(&path).unwrap().done(), 0, "cut at {end}");
            // What follows is still read.
            Journal::open(&path).unwrap().append(&Record::Done { number: 1, seconds: 1.0 }).unwrap();
            assert_eq!(Journal::open(&path).unwrap().done(), 1, "cut at {end}");
        }
        for end in 0..last - 1 {
            std::fs::write(&path, &whole[..end]).unwrap();
            assert!(Journal::open(&path).is_err(), "cut at {end}");
        }
    }
}
