//! How each tool keeps its migrations: as a table of what tells their names and texts apart.

pub(super) mod alembic;
mod flyway;
mod folder;
mod liquibase;
mod plain;
mod sections;
pub(super) mod sum;
mod yoyo;

use fklint_check::MigrationDirectory;

use super::{NewFile, version};
use crate::unit::{Mode, Unit};

/// A statement that every engine refuses, in words that tell why: it stops the tool.
const NO_WAY_BACK: &str = "SELECT * FROM this_migration_has_no_way_back";

/// A tool, and what it wants.
pub(super) struct Convention {
    /// Its name, as [`fklint_check::MigrationDirectory`] gives it.
    pub(super) tool: &'static str,
    /// The number of a migration, what stands behind it, and where the files of a new one go: from the path of a file.
    pub(super) number: fn(&str) -> Option<Number<'_>>,
    /// The files of a migration.
    pub(super) files: fn(&Site, &Draft<'_>) -> Vec<NewFile>,
    /// It can run a migration without a transaction.
    pub(super) leaves_transactions: bool,
    /// What else is to be done after a migration was added, for the terminal.
    pub(super) after: Option<&'static str>,
}

/// What the path of a migration tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number<'p> {
    /// The directory that holds it, with `/` at its end; may be empty.
    pub(super) directory: &'p str,
    /// Its number.
    pub(super) version: &'p str,
    /// The sign between number and name.
    pub(super) separator: char,
}

/// Where new migrations go, and what they look like there.
#[derive(Clone, Debug)]
pub(super) struct Site {
    /// With `/` at its end; may be empty.
    pub(super) directory: String,
    /// The sign between number and name.
    pub(super) separator: char,
    /// Migrations there have files that undo them.
    pub(super) undo: bool,
}

/// A migration with its number and name.
pub(super) struct Draft<'u> {
    pub(super) version: String,
    /// Lower case words with `_` between them.
    pub(super) name: String,
    /// The name of the file that is run before it, without its extension.
    pub(super) behind: String,
    /// What its text begins with, as comments: lines without a sign.
    pub(super) remarks: Vec<String>,
    pub(super) unit: &'u Unit,
}

const CONVENTIONS: [Convention; 14] = [
    Convention {
        tool: "Flyway",
        number: flyway::number,
        files: flyway::files,
        leaves_transactions: true,
        after: None,
    },
    Convention {
        tool: "golang-migrate",
        number: plain::number,
        files: plain::up_and_down,
        leaves_transactions: true,
        after: None,
    },
    Convention {
        tool: "goose",
        number: plain::number,
        files: sections::goose,
        leaves_transactions: true,
        after: None,
    },
    Convention {
        tool: "dbmate",
        number: plain::number,
        files: sections::dbmate,
        leaves_transactions: true,
        after: None,
    },
    Convention {
        tool: "sql-migrate",
        number: plain::number,
        files: sections::sql_migrate,
        leaves_transactions: true,
        after: None,
    },
    Convention {
        tool: "Diesel",
        number: folder::number,
        files: folder::diesel,
        leaves_transactions: true,
        after: None,
    },
    // Its directories look like diesel's, but for their numbers.
    Convention {
        tool: HASURA,
        number: folder::number,
        files: folder::diesel,
        leaves_transactions: false,
        after: None,
    },
    Convention {
        tool: "Prisma",
        number: folder::number,
        files: folder::prisma,
        leaves_transactions: true,
        after: Some("say the same in `schema.prisma`: `prisma db pull` does, once the migration has run"),
    },
    Convention {
        tool: "Atlas",
        number: plain::number,
        files: plain::atlas,
        leaves_transactions: true,
        after: None,
    },
    Convention {
        tool: "Liquibase",
        number: plain::number,
        files: liquibase::files,
        leaves_transactions: true,
        after: Some("list the file in the changelog, unless it takes the whole directory with `includeAll`"),
    },
    Convention {
        tool: "yoyo",
        number: yoyo::number,
        files: yoyo::files,
        leaves_transactions: true,
        after: None,
    },
    Convention {
        tool: "node-pg-migrate",
        number: plain::number,
        files: sections::node_pg_migrate,
        leaves_transactions: false,
        after: None,
    },
    Convention {
        tool: "timestamps",
        number: plain::number,
        files: plain::files,
        leaves_transactions: true,
        after: None,
    },
    Convention {
        tool: "numbers",
        number: plain::number,
        files: plain::files,
        leaves_transactions: true,
        after: None,
    },
];

const HASURA: &str = "Hasura";

/// The convention of a directory; `None` where the migrations of its tool cannot be written.
pub(super) fn of(directory: &MigrationDirectory) -> Option<&'static Convention> {
    let named = |tool: &str| CONVENTIONS.iter().find(|convention| convention.tool == tool);
    let convention = named(directory.tool)?;
    // Milliseconds after 1970-01-01.
    let hasura = |last: Number<'_>| directory.tool == "Diesel" && last.version.len() == 13;
    if convention.last(&directory.files).is_some_and(hasura) { named(HASURA) } else { Some(convention) }
}

impl Convention {
    /// The migration with the highest number.
    pub(super) fn last<'p>(&self, files: impl IntoIterator<Item = &'p String>) -> Option<Number<'p>> {
        let numbers = files.into_iter().filter_map(|file| (self.number)(file));
        numbers.max_by_key(|number| version::key(number.version))
    }
}

impl Draft<'_> {
    /// The way up: remarks, then statements.
    pub(super) fn up(&self) -> String {
        let remarks: String = self.remarks.iter().map(|line| format!("-- {line}\n")).collect();
        remarks + &terminated(&self.unit.up)
    }

    /// The way down; where there is none, a comment and a statement that stops the tool.
    pub(super) fn down(&self) -> String {
        match &self.unit.one_way {
            None => terminated(&self.unit.down),
            Some(why) => format!("-- There is no way back: {why}\n{NO_WAY_BACK};\n"),
        }
    }

    /// Whether no transaction may be around it.
    pub(super) fn is_alone(&self) -> bool {
        self.unit.mode == Mode::Alone
    }

    /// A comment for tools that take one where no transaction may be, and nothing else.
    pub(super) fn marked(&self, mark: &str, text: &str) -> String {
        if self.is_alone() { format!("{mark}\n{text}") } else { text.to_owned() }
    }
}

/// The name of a file without its directory and `.sql`.
pub(super) fn stem_of(path: &str) -> &str {
    let (_, name) = split(path);
    name.strip_suffix(".sql").unwrap_or(name)
}

/// A path as the directory with its `/`, and the name in it.
fn split(path: &str) -> (&str, &str) {
    path.split_at(path.rfind('/').map_or(0, |at| at + 1))
}

fn terminated(statements: &[String]) -> String {
    statements.iter().map(|statement| format!("{statement};\n")).collect()
}
