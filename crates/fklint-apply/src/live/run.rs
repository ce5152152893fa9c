//! Moves done one after the other, forth and back, each announced in the journal and looked at afterwards.

use std::path::{Path, PathBuf};
use std::time::Instant;

use fklint_catalog::{Catalog, stored};
use fklint_reflect::live::DbUrl;
use fklint_reflect::live::url::{Environment, Place};

use super::chain::{Chain, Matched, listed};
use super::hands::{self, Act, Executed, Hands, Wishes};
use super::journal::Record;
use super::{Header, Journal, Move, Stop, fault};

/// What was done, and where it ended.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The statements that were carried out, those of a move that was rolled back among them.
    pub executed: Vec<Executed>,
    /// How many moves are done now, and how many there are.
    pub moves: (usize, usize),
    /// The whole was looked at, and is what was promised.
    pub verified: bool,
    /// Why it stopped early, or what is not as promised.
    pub stopped: Option<String>,
    /// The journal.
    pub journal: PathBuf,
    /// The copy of the database from before.
    pub backup: Option<PathBuf>,
}

/// Which way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Forth,
    Back,
}

/// Goes on with a journal, from whatever state the database is in.
///
/// # Errors
/// When nothing could be changed: the database is in no state that the journal knows, or cannot be worked on.
pub fn resume(
    journal: &Path,
    url: Option<&DbUrl>,
    wishes: Wishes,
    told: &mut dyn FnMut(&Executed),
) -> Result<Report, Stop> {
    again(journal, url, wishes, Way::Forth, told)
}

/// Takes back what a journal did, from whatever state the database is in.
///
/// # Errors
/// When nothing could be changed: the database is in no state that the journal knows, or cannot be worked on.
pub fn undo(
    journal: &Path,
    url: Option<&DbUrl>,
    wishes: Wishes,
    told: &mut dyn FnMut(&Executed),
) -> Result<Report, Stop> {
    again(journal, url, wishes, Way::Back, told)
}

/// Does what is left of a journal's moves.
pub(super) fn forward(
    journal: &mut Journal,
    chain: &Chain,
    hands: &mut dyn Hands,
    promise: Option<&Catalog>,
    told: &mut dyn FnMut(&Executed),
) -> Report {
    Run { journal, chain, hands, told, matched: None }.go(Way::Forth, promise)
}

fn again(
    path: &Path,
    url: Option<&DbUrl>,
    wishes: Wishes,
    way: Way,
    told: &mut dyn FnMut(&Executed),
) -> Result<Report, Stop> {
    let mut journal = Journal::open(path)?;
    let url = database(journal.header(), url)?;
    let chain = Chain::of(journal.header())?;
    let mut hands = hands::connect(&url, &wishes)?;
    hands.keep_others_out()?;
    chain.locate(&hands.catalog()?, journal.done())?;
    let run = Run { journal: &mut journal, chain: &chain, hands: hands.as_mut(), told, matched: None };
    Ok(run.go(way, None))
}

/// The database of a journal; `given` may add how to log in, or where the file is now, and must not be another one.
fn database(header: &Header, given: Option<&DbUrl>) -> Result<DbUrl, Stop> {
    let there = DbUrl::parse(&header.database, &Environment::of_process()).map_err(Stop::because)?.url;
    let Some(given) = given else { return Ok(there.with_schemas(&header.schemas)) };
    let given = absolute(given)?;
    if !given.schemas().is_empty() && given.schemas() != header.schemas {
        let named =
            if header.schemas.is_empty() { "all schemas".to_owned() } else { header.schemas.join(", ") };
        return Err(Stop(format!(
            "nothing was changed: the journal is of {named} there: name these, or none"
        )));
    }
    let is_moved =
        matches!((&given.place, &there.place), (Place::File(_), Place::File(path)) if !path.exists());
    if given.to_string() == header.database || is_moved {
        return Ok(given.with_schemas(&header.schemas));
    }
    Err(Stop(format!(
        "nothing was changed: the journal is of {}, and not of {given}: name that database, or none",
        header.database
    )))
}

/// A path that means the same file wherever the journal is read.
pub(super) fn absolute(url: &DbUrl) -> Result<DbUrl, Stop> {
    let Place::File(path) = &url.place else { return Ok(url.clone()) };
    let path = std::fs::canonicalize(path)
        .map_err(|error| Stop(format!("{}: {}", path.display(), fklint_check::in_words(&error))))?;
    Ok(DbUrl::of_sqlite_file(&path))
}

struct Run<'r> {
    journal: &'r mut Journal,
    chain: &'r Chain,
    hands: &'r mut dyn Hands,
    told: &'r mut dyn FnMut(&Executed),
    matched: Option<Matched>,
}

impl Run<'_> {
    fn go(mut self, way: Way, promise: Option<&Catalog>) -> Report {
        let mut report = Report {
            moves: (self.journal.done(), self.chain.len()),
            journal: self.journal.path().to_owned(),
            backup: self.journal.header().backup.clone(),
            ..Report::default()
        };
        let ended = self.moves(way, &mut report).and_then(|()| self.verify(way, promise, &mut report));
        report.stopped = ended.err().map(|stop| stop.0);
        report
    }

    fn moves(&mut self, way: Way, report: &mut Report) -> Result<(), Stop> {
        let mut done = self.chain.locate(&self.hands.catalog()?, self.journal.done())?;
        self.evened(done, report)?;
        let end = if way == Way::Forth { self.chain.len() } else { 0 };
        report.moves.0 = done;
        while done != end {
            let (number, next) = match way {
                Way::Forth => (done + 1, done + 1),
                Way::Back => (done, done - 1),
            };
            let one = self.journal.header().moves[number - 1].clone();
            if way == Way::Back && one.undo.is_empty() {
                done = next;
                continue;
            }
            self.journal.append(&match way {
                Way::Forth => Record::Begin { number },
                Way::Back => Record::Undoing { number },
            })?;
            let start = Instant::now();
            if let Err(stop) = self.one(way, &one, next, report) {
                // What the disk says of it must not hide why it stopped.
                let _ = self.journal.append(&Record::Failed { number, why: stop.0.clone() });
                return Err(stop);
            }
            done = next;
            report.moves.0 = done;
            let seconds = start.elapsed().as_secs_f64();
            self.journal.append(&match way {
                Way::Forth => Record::Done { number, seconds },
                Way::Back => Record::Undone { number, seconds },
            })?;
        }
        Ok(())
    }

    fn one(&mut self, way: Way, one: &Move, next: usize, report: &mut Report) -> Result<(), Stop> {
        let (chain, matched) = (self.chain, self.matched.take());
        let differences = |live: &Catalog| listed(&chain.differences(live, next, matched.as_ref()));
        let (sql, back, probes) = match way {
            Way::Forth => (&one.sql, &one.undo, one.probes.as_slice()),
            Way::Back => (&one.undo, &one.sql, &[][..]),
        };
        let act = Act { sql, back, probes, promise: chain.state(next), broken: &differences };
        self.perform(&act, &one.locks, report)?;
        // Once more, as everyone sees it now.
        let live = self.evened(next, report)?;
        let differs = differences(&live);
        if !differs.is_empty() {
            return Err(Stop(format!(
                "it was carried out, and the schema is not what was promised:{differs}"
            )));
        }
        self.matched = Some(Matched { live, done: next });
        Ok(())
    }

    /// The schema after `done` moves, when the indexes that the engine made by itself are as they should be.
    fn evened(&mut self, done: usize, report: &mut Report) -> Result<Catalog, Stop> {
        let live = self.hands.catalog()?;
        let sql = self.chain.mends(&live, done);
        if sql.is_empty() {
            return Ok(live);
        }
        let act = Act {
            sql: &sql,
            back: &[],
            probes: &[],
            promise: self.chain.state(done),
            broken: &|_| String::new(),
        };
        self.perform(&act, "nobody waits but for a moment", report)?;
        self.hands.catalog()
    }

    fn perform(&mut self, act: &Act<'_>, locks: &str, report: &mut Report) -> Result<(), Stop> {
        let told = &mut self.told;
        let mut executed = |statement: &str, seconds: f64| {
            fault::boundary();
            let one = Executed { statement: statement.to_owned(), seconds, locks: locks.to_owned() };
            told(&one);
            report.executed.push(one);
        };
        self.hands.act(act, &mut executed)
    }

    fn verify(&mut self, way: Way, promise: Option<&Catalog>, report: &mut Report) -> Result<(), Stop> {
        if let Some(promise) = promise {
            let differences = stored::compare(&self.hands.catalog()?, promise);
            if !differences.is_empty() {
                let differs = listed(&differences);
                return Err(Stop(format!(
                    "everything was carried out, and the whole schema is not what was promised:{differs}"
                )));
            }
        }
        let damage = self.hands.damage()?;
        if !damage.is_empty() {
            return Err(Stop(format!("the engine finds the database damaged: {}", damage.join("; "))));
        }
        report.verified = true;
        if way == Way::Forth { self.journal.append(&Record::Verified) } else { Ok(()) }
    }
}
