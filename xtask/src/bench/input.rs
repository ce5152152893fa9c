//! The inputs of the benchmark: what each is called, how large it is, and how it is made on first use.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::random::Random;

mod dump;
mod live;
mod schema;

pub(crate) use live::Dialect;

/// The input on which other commands are timed.
pub(crate) const COMPARED: &str = "schema-10000";

/// Bumped when a generator changes: inputs of an older one are made anew.
const GENERATION: u32 = 1;

/// An input.
pub(crate) struct Input {
    /// Its name, and that of its file or folder.
    pub(crate) name: String,
    /// How many tables it has.
    pub(crate) tables: usize,
    /// One of the sizes between which growth is told.
    pub(crate) is_step: bool,
    /// The formats to time it with.
    pub(crate) formats: &'static [&'static str],
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    /// A PostgreSQL schema in one file.
    Schema { sick: bool },
    /// A `mysqldump` of that many megabytes of rows.
    Dump { megabytes: usize },
    /// A directory of migrations, one table each.
    Migrations,
    /// What a live database is made of.
    Live(Dialect),
}

/// All inputs that are files, small before large.
pub(crate) fn all() -> Vec<Input> {
    let schema = |name: &str, tables| Input {
        name: name.to_owned(),
        tables,
        is_step: true,
        formats: &["json", "full"],
        kind: Kind::Schema { sick: false },
    };
    vec![
        schema("schema-1000", 1_000),
        schema(COMPARED, 10_000),
        schema("schema-100000", 100_000),
        Input {
            name: "schema-10000-sick".to_owned(),
            tables: 10_000,
            is_step: false,
            formats: &["json", "full"],
            kind: Kind::Schema { sick: true },
        },
        Input {
            name: "dump-200mb".to_owned(),
            tables: 60,
            is_step: false,
            formats: &["json"],
            kind: Kind::Dump { megabytes: 200 },
        },
        Input {
            name: "migrations-3000".to_owned(),
            tables: 3_000,
            is_step: false,
            formats: &["json"],
            kind: Kind::Migrations,
        },
    ]
}

/// The schemas of live databases, small before large.
pub(crate) fn live(dialect: Dialect) -> Vec<Input> {
    let schema = |tables| Input {
        name: format!("{}-{tables}", dialect.name()),
        tables,
        is_step: true,
        formats: &["full"],
        kind: Kind::Live(dialect),
    };
    [1_000, 10_000].map(schema).into()
}

impl Input {
    /// Makes it below `folder` unless it is there already, and gives its path.
    pub(crate) fn prepare(&self, folder: &Path) -> Result<PathBuf, String> {
        let folder = folder.join(format!("inputs-{GENERATION}"));
        let is_file = !matches!(self.kind, Kind::Migrations);
        let path = folder.join(if is_file { format!("{}.sql", self.name) } else { self.name.clone() });
        if path.exists() {
            return Ok(path);
        }
        println!("making {}", path.display());
        // Made under another name first: an input that was cut short must not be taken for a whole one.
        let part = folder.join(format!("{}.part", self.name));
        let fail = |error| format!("cannot make {}: {error}", path.display());
        std::fs::create_dir_all(&folder).map_err(fail)?;
        if part.is_dir() {
            std::fs::remove_dir_all(&part).map_err(fail)?;
        }
        self.make(&part).map_err(fail)?;
        std::fs::rename(&part, &path).map_err(fail)?;
        Ok(path)
    }

    fn make(&self, path: &Path) -> std::io::Result<()> {
        if let Kind::Migrations = self.kind {
            return schema::migrations(path, self.tables);
        }
        let mut out = BufWriter::new(File::create(path)?);
        match self.kind {
            Kind::Schema { sick } => schema::write(&mut out, &mut Random::new(1), self.tables, sick)?,
            Kind::Dump { megabytes } => dump::write(&mut out, &mut Random::new(2), self.tables, megabytes)?,
            Kind::Live(dialect) => live::write(&mut out, dialect, self.tables)?,
            Kind::Migrations => {}
        }
        out.flush()
    }
}
