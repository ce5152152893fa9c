//! Names that compare as their engine compares them.

use std::fmt;
use std::hash::{Hash, Hasher};

use smol_str::{SmolStr, StrExt};

use crate::Engine;

/// What a name names: engines fold some kinds and not others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// A schema or database.
    Schema,
    /// A table or view.
    Table,
    /// A column.
    Column,
    /// A constraint or an index.
    Constraint,
}

/// Whether a name stood between quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoting {
    /// `users`
    Bare,
    /// `"users"`, `` `users` ``, `[users]`
    Quoted,
}

/// A name, made only through an engine's folding rules: `==` says whether the engine takes two names for one.
/// It keeps its spelling, without quotes.
#[derive(Clone)]
pub struct Ident(Name);

/// A schema of ten thousand tables has half a million names, and most are written as they are stored: what the others
/// have besides takes no room in these.
#[derive(Clone)]
enum Name {
    AsStored(SmolStr),
    Folded(Box<Folded>),
}

#[derive(Clone)]
struct Folded {
    spelling: SmolStr,
    stored: SmolStr,
}

impl Ident {
    /// Folds `spelling` (without its quotes) as `engine` does.
    ///
    /// PostgreSQL folds bare names down and cuts them at 63 bytes; Oracle folds them up; SQLite and SQL Server
    /// ignore case; MySQL and MariaDB ignore case in all but tables and databases, which depend on the server
    /// (`lower_case_table_names`; the default outside Windows and macOS keeps case).
    #[must_use]
    pub fn new(engine: Engine, kind: NameKind, spelling: &str, quoting: Quoting) -> Self {
        // Looks at every byte, many at once.
        let has_upper = || spelling.bytes().fold(false, |found, byte| found | byte.is_ascii_uppercase());
        let stored = match (engine, quoting) {
            (Engine::Postgres, Quoting::Bare) if has_upper() => {
                Some(cut(&spelling.to_ascii_lowercase_smolstr()))
            }
            (Engine::Postgres, _) => (spelling.len() > LONGEST).then(|| cut(spelling)),
            (Engine::Oracle, Quoting::Bare) => {
                let has_lower = spelling.bytes().any(|byte| byte.is_ascii_lowercase());
                has_lower.then(|| spelling.to_ascii_uppercase_smolstr())
            }
            (Engine::Oracle, Quoting::Quoted) => None,
            (Engine::Sqlite | Engine::SqlServer, _) => {
                has_upper().then(|| spelling.to_ascii_lowercase_smolstr())
            }
            (Engine::Mysql | Engine::Mariadb, _) => match kind {
                NameKind::Schema | NameKind::Table => None,
                NameKind::Column | NameKind::Constraint if spelling.is_ascii() && !has_upper() => None,
                NameKind::Column | NameKind::Constraint => {
                    Some(spelling.to_lowercase_smolstr()).filter(|folded| folded != spelling)
                }
            },
        };
        let spelling = SmolStr::new(spelling);
        Self(match stored {
            Some(stored) => Name::Folded(Box::new(Folded { spelling, stored })),
            None => Name::AsStored(spelling),
        })
    }

    /// The name as it was written, without quotes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Name::AsStored(name) => name,
            Name::Folded(name) => &name.spelling,
        }
    }

    /// The name as the engine stores and compares it.
    #[must_use]
    pub fn folded(&self) -> &str {
        match &self.0 {
            Name::AsStored(name) => name,
            Name::Folded(name) => &name.stored,
        }
    }
}

/// How many bytes of a name PostgreSQL keeps.
const LONGEST: usize = 63;

fn cut(text: &str) -> SmolStr {
    let end = (0..=text.len().min(LONGEST)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    SmolStr::new(&text[..end])
}

impl PartialEq for Ident {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            // Short ones are compared without looking for where their text is.
            (Name::AsStored(own), Name::AsStored(other)) => own == other,
            _ => self.folded() == other.folded(),
        }
    }
}

impl Eq for Ident {}

impl Hash for Ident {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.folded().hash(state);
    }
}

impl PartialOrd for Ident {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ident {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.folded().cmp(other.folded())
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(engine: Engine, kind: NameKind, a: (&str, Quoting), b: (&str, Quoting)) -> bool {
        Ident::new(engine, kind, a.0, a.1) == Ident::new(engine, kind, b.0, b.1)
    }

    #[test]
    fn each_engine_folds_in_its_way() {
        use Engine::*;
        use NameKind::*;
        use Quoting::*;
        assert!(same(Postgres, Table, ("Users", Bare), ("users", Quoted)));
        assert!(!same(Postgres, Table, ("Users", Quoted), ("users", Bare)));
        assert!(same(Oracle, Table, ("users", Bare), ("USERS", Quoted)));
        assert!(!same(Oracle, Table, ("users", Quoted), ("users", Bare)));
        assert!(same(Sqlite, Table, ("Users", Quoted), ("uSERS", Bare)));
        assert!(!same(Mysql, Table, ("Users", Bare), ("users", Bare)));
        assert!(same(Mysql, Column, ("Id", Quoted), ("id", Bare)));
    }

    #[test]
    fn a_name_takes_no_more_room_than_its_text() {
        assert_eq!(size_of::<Option<Ident>>(), size_of::<SmolStr>());
    }

    #[test]
    fn postgres_compares_the_first_63_bytes() {
        let long = "x".repeat(80);
        assert!(same(
            Engine::Postgres,
            NameKind::Constraint,
            (&long, Quoting::Bare),
            (&long[..63], Quoting::Quoted)
        ));
    }
}
