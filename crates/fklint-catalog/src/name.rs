//! Names of tables.

use std::fmt;

use crate::Ident;

/// The name of a table, which may not exist.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TableName {
    /// `None` in the catalog's default schema: `users` and `public.users` are one table on PostgreSQL.
    pub schema: Option<Ident>,
    /// The table's own name.
    pub name: Ident,
}

impl fmt::Display for TableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.schema {
            Some(schema) => write!(f, "{schema}.{}", self.name),
            None => write!(f, "{}", self.name),
        }
    }
}
