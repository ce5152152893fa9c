//! The law itself: scripts are loaded into an empty database, statement by statement, and what is reflected is compared
//! with what they say.

use fklint_catalog::{Catalog, Engine};
use fklint_reflect::ddl::classify::Class;
use fklint_reflect::live::{self, Live};
use fklint_reflect::{ScriptSource, ddl, replay};
use fklint_source::FileId;
use fklint_testkit::scratch::EngineError;
use fklint_testkit::script::{Client, Statement, empty, head, reflect, statements};
use fklint_testkit::servers::Server;

/// A text and what was read of it.
pub(crate) struct Script<'t> {
    pub(crate) text: &'t [u8],
    pub(crate) source: ScriptSource,
}

impl Script<'_> {
    /// The texts that make routines and that call them.
    pub(crate) fn routines(&self) -> impl Iterator<Item = &str> {
        let all = without_rows(self.text, self.source.read.engine);
        all.filter(|statement| statement.class != Class::Definition).map(|statement| statement.sql)
    }
}

/// Which statements must be accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Must {
    /// Every one, of a text that we wrote.
    All,
    /// Those that change the catalog: roles and functions of others may be missing.
    Changes,
}

/// One text as one script.
pub(crate) fn scripts_of(engine: Engine, text: &str) -> Vec<Script<'_>> {
    let read = ddl::read(text.as_bytes(), engine);
    let source = ScriptSource { file: FileId(0), name: "schema.sql".to_owned(), migration: false, read };
    vec![Script { text: text.as_bytes(), source }]
}

/// What scripts say.
pub(crate) fn declared(server: &Server, scripts: &[Script<'_>]) -> Catalog {
    let sources = scripts.iter().map(|script| script.source.clone()).collect();
    replay(server.engine(), Some(server.version()), sources).catalog
}

/// Runs scripts in an empty database and reflects it. What need not be accepted may be refused.
pub(crate) fn loaded(server: &Server, scripts: &[Script<'_>], must: Must) -> Result<Live, String> {
    let mut scratch = empty(server)?;
    for script in scripts {
        let mut session = Client::default();
        for statement in without_rows(script.text, server.engine()) {
            let done = session.run(&mut scratch, &statement);
            let matters = must == Must::All || statement.changes(&script.source.read.statements);
            if let Err(error) = done.filter_refused(matters) {
                return Err(format!("{}: {error}: {}", script.source.name, head(statement.sql)));
            }
        }
    }
    reflect(&scratch)
}

/// What was reflected, written out, loaded and reflected again, with its text. What the catalog does not keep, types and
/// sequences and functions, comes from the scripts.
pub(crate) fn reflected_again(
    server: &Server,
    catalog: &Catalog,
    scripts: &[Script<'_>],
) -> Result<(Catalog, String), String> {
    let mut scratch = empty(server)?;
    for script in scripts {
        let read = &script.source.read.statements;
        let besides = |statement: &Statement<'_>| {
            let head = statement.sql.to_uppercase();
            head.starts_with("CREATE") && !statement.changes(read)
        };
        for statement in without_rows(script.text, server.engine()).filter(besides) {
            // Triggers and routines may need tables, and bear on none.
            let done = scratch.run(statement.sql);
            done.filter_refused(statement.class == Class::Definition)
                .map_err(|error| format!("{error}: {}", head(statement.sql)))?;
        }
    }
    let sql = live::virtual_file(catalog);
    for statement in statements(sql.as_bytes(), server.engine()) {
        scratch.run(statement.sql).map_err(|error| format!("{error}: {}\n\n{sql}", statement.sql))?;
    }
    Ok((reflect(&scratch)?.catalog, sql))
}

/// The statements of a text but for those that write rows.
fn without_rows(text: &[u8], engine: Engine) -> impl Iterator<Item = Statement<'_>> {
    statements(text, engine).into_iter().filter(|statement| !statement.is_rows())
}

/// Whether a refusal matters.
trait Refused {
    fn filter_refused(self, matters: bool) -> Result<(), EngineError>;
}

impl<T> Refused for Result<T, EngineError> {
    fn filter_refused(self, matters: bool) -> Result<(), EngineError> {
        match self {
            Err(error) if matters => Err(error),
            _ => Ok(()),
        }
    }
}
