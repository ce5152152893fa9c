//! Live databases of a run: opened all at once, read, and asked about their rows.

mod asker;
mod rows;
mod threads;

use std::time::Duration;

use fklint_catalog::Catalog;
use fklint_reflect::live::{self, DbUrl, LiveError, virtual_file};

use crate::{Options, Problem};

pub(crate) use asker::Asker;
pub(crate) use rows::{Askable, ask_foreign_keys, ask_probes};

/// A database to read.
#[derive(Debug)]
pub(crate) struct Wanted {
    /// The name of its schema; `None`: as the database is shown.
    pub(crate) name: Option<String>,
    /// Where it is.
    pub(crate) url: DbUrl,
    /// How long its URL wants to wait for a connection.
    pub(crate) connect_timeout: Option<Duration>,
}

impl Wanted {
    /// A database, and nothing else said.
    pub(crate) const fn of(url: DbUrl) -> Self {
        Self { name: None, url, connect_timeout: None }
    }
}

/// A database that was read.
#[derive(Debug)]
pub(crate) struct Opened {
    /// The name of its schema.
    pub(crate) name: String,
    /// The name of its virtual file.
    pub(crate) file: String,
    /// Its schema.
    pub(crate) catalog: Catalog,
    /// Its virtual file.
    pub(crate) text: String,
    /// What could not be seen.
    pub(crate) notes: Vec<String>,
    /// How many queries it took.
    pub(crate) queries: usize,
    /// The session, where the rows will be asked.
    pub(crate) asker: Option<Asker>,
}

/// Opens and reads all databases at once; each fails on its own.
pub(crate) fn open(wanted: Vec<Wanted>, options: &Options) -> Vec<Result<Opened, Problem>> {
    expect(options, wanted.len());
    threads::each(wanted, |wanted| {
        let opened = open_one(&wanted, options);
        step(options);
        opened.map_err(|error| {
            let said = if error.why.is_empty() { error.trouble.to_string() } else { error.to_string() };
            Problem::new(error.database, wanted.url.scrub(&said))
        })
    })
}

fn open_one(wanted: &Wanted, options: &Options) -> Result<Opened, LiveError> {
    let mut patience = options.live.clone();
    patience.connect_timeout =
        options.connect_timeout.or(wanted.connect_timeout).unwrap_or(patience.connect_timeout);
    let mut session = live::open(&wanted.url, &patience)?;
    let live = session.reflect()?;
    let file = wanted.url.to_string();
    Ok(Opened {
        name: wanted.name.clone().unwrap_or_else(|| file.clone()),
        text: virtual_file(&live.catalog),
        catalog: live.catalog,
        notes: live.notes,
        queries: live.queries,
        asker: options.data.then(|| Asker::new(file.clone(), session)),
        file,
    })
}

fn expect(options: &Options, more: usize) {
    options.progress.iter().for_each(|progress| progress.expect(more));
}

fn step(options: &Options) {
    options.progress.iter().for_each(|progress| progress.step());
}
