//! What a rule is given.

use std::collections::BTreeSet;

use fklint_catalog::graph::{Edge, EdgeId, TableIndex};
use fklint_catalog::semantics::TypePair;
use fklint_catalog::stored::common_collation;
use fklint_catalog::write::TakenNames;
use fklint_catalog::{Catalog, Column, Graph, History, Ident, ObjectPath, Semantics, Table};

use crate::natural::{self, Nature, Natures};
use crate::{RowFacts, Silence, Silences, Timeline};

/// Everything that a rule may look at. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Cx<'c> {
    /// The schema.
    pub catalog: &'c Catalog,
    /// The statements it came from; empty for a live database.
    pub history: &'c History,
    /// The references between its tables.
    pub graph: &'c Graph,
    /// What its engine does.
    pub semantics: &'c Semantics,
    /// What the user declared about it.
    pub declared: &'c Declared,
    /// What is known by now of the nature of its keys: see [`Cx::nature`].
    pub natures: &'c Natures,
    /// The names that its tables, constraints and indexes have.
    pub names: &'c TakenNames<'c>,
    /// What is known by now of the order of its statements: see [`Cx::changes_of`].
    pub timeline: &'c Timeline,
    /// It is a live database: no text of it holds comments, declarations go to the configuration.
    pub live: bool,
    /// What its rows say; `None` where nobody asked them.
    pub rows: Option<&'c RowFacts>,
    /// Findings are to be shown on an engine: their witnesses are wanted.
    pub witnesses: bool,
    /// Where rules say why they are silent; `None` where nobody asked.
    pub silences: Option<&'c Silences>,
}

impl Cx<'_> {
    /// What the engine makes of a foreign key from a column to another one, with the collation that they share.
    #[must_use]
    pub fn type_pair(self, child: (&Table, &Column), parent: (&Table, &Column)) -> TypePair {
        let [own, other] = [child, parent].map(|(_, column)| &column.data_type);
        let collation = (own != other).then(|| common_collation(self.catalog, child, parent)).flatten();
        self.semantics.type_pair(own, other, collation.as_deref())
    }

    /// What the key of `table` over `columns` is. Every rule may ask for every key: answers are kept.
    #[must_use]
    pub fn nature(self, table: TableIndex, columns: &[Ident]) -> Nature {
        self.natures.of_key(self, table, columns)
    }

    /// What the key is that an edge refers to; `None` where its columns cannot be known.
    #[must_use]
    pub fn nature_referenced(self, edge: &Edge) -> Option<Nature> {
        self.natures.of_referenced(self, edge)
    }

    /// What tells that, in words: `` `users.id` is generated ``; `None` where the columns were not read.
    #[must_use]
    pub fn nature_because(self, table: TableIndex, columns: &[Ident]) -> Option<String> {
        natural::because(self, table, columns)
    }

    /// Whether an edge is written second, by DDL or by declaration. A declaration helps only where the row can do
    /// without its parent for a while.
    #[must_use]
    pub fn is_declared_second(&self, id: EdgeId) -> bool {
        let edge = self.graph.edge(id);
        let post_update = &self.declared.post_update;
        edge.initially_deferred
            || edge.is_breakable()
                && !post_update.is_empty()
                && edge.path(self.catalog).is_some_and(|path| post_update.contains(&path))
    }

    /// What says that an edge is written second, as the reason for a silence; `None` where nothing does.
    #[must_use]
    pub fn declared_second_by(&self, id: EdgeId) -> Option<Silence> {
        let edge = self.graph.edge(id);
        let path = edge.path(self.catalog).filter(|_| self.is_declared_second(id))?;
        if edge.initially_deferred {
            return Some(Silence::new(path, "written second: DEFERRABLE INITIALLY DEFERRED"));
        }
        let comment = self.declared.strategies.iter().find(|(_, keys)| keys.contains(&path));
        Some(match comment {
            Some(&(comment, _)) => {
                Silence::new(path, "written second: `fklint: post-update`").by(ObjectPath::Directive(comment))
            }
            None => Silence::new(path, "written second: `[[post-update]]` of the configuration"),
        })
    }
}

/// What people said about a schema in comments and configuration.
#[derive(Clone, Debug, Default)]
pub struct Declared {
    /// Foreign keys that are written in a second step: `-- fklint: post-update`, `[[post-update]]`.
    pub post_update: BTreeSet<ObjectPath>,
    /// Columns of natural keys that never change: `[keys] immutable`.
    pub immutable: BTreeSet<ObjectPath>,
    /// Columns of keys that do change: `[keys] mutable`.
    pub mutable: BTreeSet<ObjectPath>,
    /// The `post-update` comments, by their index, and the foreign keys that each stands at.
    pub strategies: Vec<(u32, Vec<ObjectPath>)>,
    /// Directives that nothing used, by their index, with what is wrong with each.
    pub unused_directives: Vec<(u32, String)>,
}
