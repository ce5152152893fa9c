//! SQLite: every move is one transaction, in which everything is looked at before it is committed.

mod cut;
mod keep;
mod look;
mod texts;
mod words;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fklint_catalog::{Catalog, Change};
use fklint_reflect::live::raw::SqliteReader;
use rusqlite::backup::Backup;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::hands::{Act, Hands, Wishes, in_the_way};
use super::moves::{Cut, Part};
use super::{Stop, fault};
use cut::rebuilt;
use keep::Kept;
use look::Seen;
use texts::Texts;

/// How many pages of a copy are made before others may write in between.
const PAGES: i32 = 4096;

/// An open database file.
pub(super) struct File {
    path: PathBuf,
    connection: Connection,
    reader: SqliteReader,
    /// Its texts, once they were asked for.
    texts: Option<Texts>,
}

const FOREIGN_KEYS_OFF: &str = "PRAGMA foreign_keys = OFF";
const FOREIGN_KEYS_ON: &str = "PRAGMA foreign_keys = ON";
const BEGIN: &str = "BEGIN IMMEDIATE";
const COMMIT: &str = "COMMIT";

fn is_frame(statement: &str) -> bool {
    [FOREIGN_KEYS_OFF, FOREIGN_KEYS_ON, BEGIN, COMMIT].contains(&statement)
}

impl File {
    pub(super) fn open(path: &Path, wishes: &Wishes) -> Result<Self, Stop> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(told)?;
        connection.busy_timeout(wishes.patience).map_err(told)?;
        // The database's own triggers must not run for copied rows, nor its foreign keys for dropped tables.
        connection.execute_batch(FOREIGN_KEYS_OFF).map_err(told)?;
        let mut file =
            Self { path: path.to_owned(), connection, reader: SqliteReader::default(), texts: None };
        if file.number("PRAGMA foreign_keys")? != 0 {
            return Err(Stop(
                "nothing was changed: foreign keys cannot be switched off on this connection".to_owned(),
            ));
        }
        // Opening says nothing of a journal that a crash left; reading does, and takes the crash back.
        file.number("SELECT count(*) FROM sqlite_schema")?;
        Ok(file)
    }

    fn number(&mut self, sql: &str) -> Result<i64, Stop> {
        self.connection.query_row(sql, [], |row| row.get(0)).map_err(told)
    }

    fn texts(&mut self, catalog: &Catalog) -> Result<&mut Texts, Stop> {
        let texts = match self.texts.take() {
            Some(texts) => texts,
            None => Texts::of(&self.connection, catalog)?,
        };
        Ok(self.texts.insert(texts))
    }

    /// What is between BEGIN and COMMIT.
    fn inside(&mut self, act: &Act<'_>, executed: &mut dyn FnMut(&str, f64)) -> Result<(), Stop> {
        for probe in act.probes {
            let (rows, some) = self.ask(probe)?;
            if rows > 0 {
                return Err(Stop(in_the_way(rows, &some, probe)));
            }
        }
        let tables = rebuilt(act.sql);
        if let Some(table) = words::others(&self.connection, &tables, act.back)? {
            return Err(Stop(format!(
                "another connection changed what is stored of `{table}` or its indexes, and building it anew would lose \
                 that: give it the words back that the journal has, or plan anew with `fklint fix --apply`"
            )));
        }
        let before = self.catalog()?;
        let seen = Seen::of(&self.connection, &before, act.promise, &tables)?;
        let kept = Kept::of(&self.connection, &tables)?;
        for statement in act.sql.iter().filter(|statement| is_body(statement)) {
            let start = Instant::now();
            self.connection.execute_batch(statement).map_err(|error| told_at(error, statement))?;
            executed(statement, start.elapsed().as_secs_f64());
        }
        for statement in kept.put_back(&self.connection)? {
            fault::boundary();
            executed(&statement, 0.0);
        }
        let after = self.catalog()?;
        let differs = (act.broken)(&after);
        if !differs.is_empty() {
            return Err(Stop(format!("the schema would not be what was promised:{differs}")));
        }
        seen.compare(&self.connection, &after)
    }
}

impl Hands for File {
    fn catalog(&mut self) -> Result<Catalog, Stop> {
        self.reader.catalog(&mut self.connection).map_err(told)
    }

    fn ask(&mut self, select: &str) -> Result<(u64, String), Stop> {
        let count = self.number(&format!("SELECT count(*) FROM (\n{select}\n)"))?;
        let mut some = Vec::new();
        if count > 0 {
            let mut statement =
                self.connection.prepare(&format!("SELECT * FROM (\n{select}\n) LIMIT 3")).map_err(told)?;
            let width = statement.column_count();
            let mut rows = statement.query([]).map_err(told)?;
            while let Some(row) = rows.next().map_err(told)? {
                let values: Result<Vec<String>, _> =
                    (0..width).map(|at| row.get_ref(at).map(look::shown)).collect();
                some.push(values.map_err(told)?.join(", "));
            }
        }
        Ok((count.unsigned_abs(), some.join("; ")))
    }

    fn rows(&mut self, table: &str) -> Result<Option<u64>, Stop> {
        self.number(&format!("SELECT count(*) FROM {table}")).map(|rows| Some(rows.unsigned_abs()))
    }

    fn hindrance(&mut self, changes: &[Change], catalog: &Catalog) -> Result<Option<String>, Stop> {
        let mut after = catalog.clone();
        self.texts(catalog)?.follow(changes, catalog);
        let texts = self.texts(catalog)?;
        let Ok(cut) = cut::written(Vec::new(), Vec::new(), changes.to_vec(), &mut after, texts) else {
            return Ok(None);
        };
        let tables = rebuilt(&cut.sql);
        if let Some(loss) = cut::loss(&tables, &after, texts) {
            return Ok(Some(loss));
        }
        let unread = words::others(&self.connection, &tables, &cut.undo)?;
        Ok(unread.map(|table| {
            format!(
                "building `{table}` anew would lose what its text says: SQLite reads it otherwise than fklint"
            )
        }))
    }

    fn cut(&mut self, parts: Vec<Part>, catalog: &Catalog) -> Result<Vec<Cut>, Stop> {
        cut::cut(parts, catalog, self.texts(catalog)?)
    }

    fn back_up(&mut self, to: &Path) -> Result<(), Stop> {
        let failed = |why: String| {
            Stop(format!(
                "nothing was changed, since the copy {} cannot be made: {why} (--no-backup does without)",
                to.display()
            ))
        };
        fault::boundary();
        let io = |error: &std::io::Error| failed(fklint_check::in_words(error));
        std::fs::OpenOptions::new().write(true).create_new(true).open(to).map_err(|error| io(&error))?;
        // Whoever may not read the database may not read its copy.
        let permissions = std::fs::metadata(&self.path).map_err(|error| io(&error))?.permissions();
        std::fs::set_permissions(to, permissions).map_err(|error| io(&error))?;
        let copied = Connection::open(to).and_then(|mut copy| {
            let backup = Backup::new(&self.connection, &mut copy)?;
            backup.run_to_completion(PAGES, Duration::ZERO, None)
        });
        if let Err(error) = copied {
            let _ = std::fs::remove_file(to);
            return Err(failed(told(error).0));
        }
        fault::boundary();
        Ok(())
    }

    fn act(&mut self, act: &Act<'_>, executed: &mut dyn FnMut(&str, f64)) -> Result<(), Stop> {
        let start = Instant::now();
        self.connection.execute_batch(BEGIN).map_err(told)?;
        executed(BEGIN, start.elapsed().as_secs_f64());
        let done = self.inside(act, executed).and_then(|()| {
            let start = Instant::now();
            self.connection.execute_batch(COMMIT).map_err(told)?;
            executed(COMMIT, start.elapsed().as_secs_f64());
            Ok(())
        });
        if done.is_err() {
            self.reader = SqliteReader::default();
        }
        if done.is_err() && !self.connection.is_autocommit() {
            // An engine that cannot even roll back does it when the file is opened next.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        let _ = self.connection.execute_batch("PRAGMA legacy_alter_table = OFF");
        done.map_err(|stop| Stop(format!("the move was rolled back: {stop}")))
    }

    fn damage(&mut self) -> Result<Vec<String>, Stop> {
        look::integrity(&self.connection, "PRAGMA integrity_check")
    }
}

/// Whether a statement does something itself: frames are the executor's, and so is the look at foreign keys.
fn is_body(statement: &str) -> bool {
    let is_check = statement.starts_with("PRAGMA") && statement.contains("foreign_key_check");
    !is_check && !is_frame(statement)
}

fn told_at(error: rusqlite::Error, statement: &str) -> Stop {
    Stop(format!("{}, at {statement}", told(error)))
}

/// What SQLite says, with the way out where there is one.
#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` gives")]
fn told(error: rusqlite::Error) -> Stop {
    let way_out = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            ": another connection is at work on it: try again when it has ended, or wait longer with --timeout"
        }
        Some(ErrorCode::DiskFull) => ": make room, then go on with --resume",
        Some(ErrorCode::ReadOnly) => ": this user may not write to it",
        _ => "",
    };
    Stop(format!("{error}{way_out}"))
}

#[cfg(test)]
mod tests;
