//! Plans carried out together: which can be, in which order, and which are left for another time.
//!
//! They become one list of changes, for a database or a new migration, in which plans may share a change and each finds
//! what those before it made. Edits of a text need less and more (`fklint_apply::fix`): what collides waits for the next
//! round, in which the text is read again, but a change that two plans share would be written twice, and plans also
//! move statements, which no catalog has.

use std::cmp::Reverse;

use fklint_catalog::{
    ApplyError, Catalog, Change, Check, ForeignKey, ForeignKeyPath, Ident, Key, KeyPath, KeyRef, ObjectPath,
    TableName, write,
};

use crate::{FxHashMap, Plan, Safety, Step};

/// What becomes of several plans. Plans are told by their index in the list that was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Those that are carried out, in this order.
    pub taken: Vec<Taken>,
    /// Those that are not, in the order of the list.
    pub left: Vec<LeftOut>,
}

/// A plan that is carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Which.
    pub plan: usize,
    /// Its steps, without the changes and probes of those before it.
    pub steps: Vec<Step>,
}

/// A plan that is not carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Which.
    pub plan: usize,
    /// Why.
    pub because: Because,
}

/// Why a plan is not carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// Another one changes an object that it changes too or counts on.
    Collides {
        /// The other one.
        with: usize,
        /// The object; `None` for a name or a setting.
        at: Option<ObjectPath>,
    },
    /// Others do all of it: the last one of them.
    Done {
        /// Which.
        by: usize,
    },
    /// After the others it does not fit.
    DoesNotFit(ApplyError),
}

impl Merged {
    /// All changes, in order.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.taken.iter().flat_map(|taken| &taken.steps).filter_map(Step::change)
    }
}

/// Chooses among plans for one catalog. The order of the list decides nothing.
///
/// Of two plans that touch one object the safer one is taken, then the one that comes first in the schema: after it the
/// other would rest on what is not so any more. Plans that make the very same changes of an object go together, and make
/// them once. What others may need comes first: drops, then storage engines, keys and columns, then foreign keys, then checks.
#[must_use]
pub fn merge(catalog: &Catalog, plans: &[&Plan]) -> Merged {
    let mut all: Vec<Candidate<'_>> =
        plans.iter().enumerate().map(|(index, plan)| Candidate::new(catalog, index, plan)).collect();
    all.sort_by(|left, right| left.preference().cmp(&right.preference()));
    let (mut merged, mut chosen) = (Merged::default(), Vec::<Candidate<'_>>::new());
    let mut touching: FxHashMap<Object, Vec<usize>> = FxHashMap::default();
    for candidate in all {
        let objects = || candidate.writes.iter().map(|(object, _)| object).chain(&candidate.reads);
        let mut others: Vec<usize> =
            objects().filter_map(|object| touching.get(object)).flatten().copied().collect();
        others.sort_unstable();
        let collision =
            others.into_iter().find_map(|at| Some((chosen[at].index, candidate.collides(&chosen[at])?)));
        if let Some((with, at)) = collision {
            merged.leave(candidate.index, Because::Collides { with, at: at.path() });
            continue;
        }
        for object in objects() {
            touching.entry(object.clone()).or_default().push(chosen.len());
        }
        chosen.push(candidate);
    }
    chosen.sort_by(|left, right| left.order().cmp(&right.order()));
    merged.carry_out(catalog, chosen);
    merged.left.sort_by_key(|left| left.plan);
    merged
}

impl Merged {
    fn leave(&mut self, plan: usize, because: Because) {
        self.left.push(LeftOut { plan, because });
    }

    /// Takes the plans that fit one after the other, each without what others have done.
    fn carry_out(&mut self, catalog: &Catalog, chosen: Vec<Candidate<'_>>) {
        let mut state = catalog.clone();
        let mut done: FxHashMap<Option<&TableName>, Vec<(&Step, usize)>> = FxHashMap::default();
        for Candidate { index, plan, .. } in chosen {
            let by = |step: &Step| {
                let there = done.get(&step.table())?;
                there.iter().find(|(other, _)| *other == step).map(|(_, by)| *by)
            };
            let (steps, known): (Vec<&Step>, Vec<&Step>) =
                plan.steps.iter().partition(|step| by(step).is_none());
            let by = known.into_iter().filter_map(by).next_back();
            let mut changes = steps.iter().filter_map(|step| step.change());
            if let (true, Some(by)) = (changes.clone().next().is_none(), by) {
                self.leave(index, Because::Done { by });
                continue;
            }
            if let Err(error) = changes.try_for_each(|change| state.apply(change)) {
                self.leave(index, Because::DoesNotFit(error));
                state = catalog.clone();
                self.changes().for_each(|change| drop(state.apply(change)));
                continue;
            }
            for step in &steps {
                done.entry(step.table()).or_default().push((*step, index));
            }
            self.taken.push(Taken { plan: index, steps: steps.into_iter().cloned().collect() });
        }
    }
}

/// A plan and what it has to do with others.
struct Candidate<'p> {
    index: usize,
    plan: &'p Plan,
    phase: Phase,
    /// Where in the schema it begins.
    table: usize,
    /// Tells plans apart that begin in one table.
    sql: Vec<String>,
    /// Each object that it changes, with the change.
    writes: Vec<(Object, &'p Change)>,
    /// The objects that it counts on.
    reads: Vec<Object>,
}

/// What decides which plan comes first.
type Order<'c> = (Phase, usize, &'c [String], &'c str);

/// When a plan comes, by its last change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    Drops,
    Tables,
    Columns,
    Keys,
    ForeignKeys,
    Checks,
}

impl<'p> Candidate<'p> {
    fn new(catalog: &Catalog, index: usize, plan: &'p Plan) -> Self {
        let changes: Vec<Change> = plan.changes().cloned().collect();
        let parent = |change: &'p Change| match change {
            Change::AddForeignKey { foreign_key, .. } => Some(&foreign_key.parent),
            _ => None,
        };
        let names = plan.changes().flat_map(|change| [change.table(), parent(change)]).flatten();
        let surroundings = catalog.subset(names);
        let table =
            changes.iter().filter_map(Change::table).filter_map(|table| catalog.index_of(table)).min();
        let (mut writes, mut reads) = (Vec::new(), Vec::new());
        for change in plan.changes() {
            let touched = Touched::by(catalog, change);
            writes.extend(touched.writes.into_iter().map(|object| (object, change)));
            reads.extend(touched.reads);
        }
        Self {
            index,
            plan,
            phase: plan.changes().map(phase).max().unwrap_or(Phase::Checks),
            table: table.unwrap_or(usize::MAX),
            sql: write::write_all(&changes, &surroundings),
            writes,
            reads,
        }
    }

    fn preference(&self) -> (Reverse<Safety>, Order<'_>) {
        (Reverse(self.plan.safety), self.order())
    }

    fn order(&self) -> Order<'_> {
        (self.phase, self.table, &self.sql, &self.plan.title)
    }

    /// An object that one changes and the other changes otherwise or counts on.
    fn collides<'o>(&'o self, other: &'o Self) -> Option<&'o Object> {
        let one_way = |writer: &'o Self, reader: &'o Self| {
            let mut objects = writer.writes.iter().map(|(object, _)| object);
            objects.find(|object| {
                let touches = reader.reads.contains(object) || reader.changes_of(object).next().is_some();
                touches && !writer.changes_of(object).eq(reader.changes_of(object))
            })
        };
        one_way(self, other).or_else(|| one_way(other, self))
    }

    fn changes_of<'o>(&'o self, object: &'o Object) -> impl Iterator<Item = &'p Change> + 'o {
        self.writes.iter().filter(move |(other, _)| other == object).map(|(_, change)| *change)
    }
}

fn phase(change: &Change) -> Phase {
    match change {
        Change::DropForeignKey { .. }
        | Change::DropConstraint { .. }
        | Change::DropCheck { .. }
        | Change::DropKey { .. }
        | Change::Set(_) => Phase::Drops,
        Change::CreateTable { .. }
        | Change::DropTable { .. }
        | Change::RenameTable { .. }
        | Change::AttachPartition { .. }
        | Change::DetachPartition { .. }
        | Change::AlterTable { .. }
        | Change::SetStorageEngine { .. } => Phase::Tables,
        Change::AddColumn { .. }
        | Change::DropColumn { .. }
        | Change::RenameColumn { .. }
        | Change::AlterColumn { .. } => Phase::Columns,
        Change::AddKey { .. } => Phase::Keys,
        Change::AddForeignKey { .. } | Change::AlterForeignKey { .. } | Change::RenameConstraint { .. } => {
            Phase::ForeignKeys
        }
        Change::AddCheck { .. } => Phase::Checks,
    }
}

/// What two plans can both touch.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Object {
    /// Its name and being.
    Table(TableName),
    /// Whether it keeps foreign keys.
    Storage(TableName),
    Column(TableName, Ident),
    /// That the keys it has stay.
    Keys(TableName),
    Key(TableName, KeyPath),
    /// All foreign keys over these columns: the path of one changes when another goes.
    ForeignKey(TableName, Vec<Ident>),
    /// A constraint's or an index's name, of which many engines want but one in a schema.
    Name(Option<Ident>, Ident),
    Settings,
}

impl Object {
    fn path(&self) -> Option<ObjectPath> {
        Some(match self {
            Self::Table(table) | Self::Storage(table) | Self::Keys(table) => ObjectPath::Table(table.clone()),
            Self::Column(table, column) => ObjectPath::Column(table.clone(), column.clone()),
            Self::Key(table, key) => ObjectPath::Key(table.clone(), key.clone()),
            Self::ForeignKey(table, columns) => {
                let key = ForeignKeyPath { columns: columns.clone(), ordinal: 0 };
                ObjectPath::ForeignKey(table.clone(), key)
            }
            Self::Name(..) | Self::Settings => return None,
        })
    }
}

/// What one change has to do with.
#[derive(Default)]
struct Touched {
    writes: Vec<Object>,
    reads: Vec<Object>,
}

impl Touched {
    fn by(catalog: &Catalog, change: &Change) -> Self {
        let mut touched = Self::default();
        touched.reads.extend(change.table().cloned().map(Object::Table));
        let there = change.table().and_then(|table| catalog.table(table));
        match change {
            Change::CreateTable { table, .. } => touched.writes.push(Object::Table(table.name.clone())),
            Change::DropTable { name, .. } => touched.writes.push(Object::Table(name.clone())),
            Change::RenameTable { from, to } => {
                touched.writes.extend([from, to].map(|name| Object::Table(name.clone())));
            }
            Change::AttachPartition { parent, child, .. } | Change::DetachPartition { parent, child } => {
                touched.writes.extend([parent, child].map(|name| Object::Table(name.clone())));
            }
            Change::AddColumn { table, column, .. } => touched.column(table, &column.name),
            Change::DropColumn { table, column } | Change::AlterColumn { table, column, .. } => {
                touched.column(table, column);
            }
            Change::RenameColumn { table, from, to } => {
                touched.column(table, from);
                touched.column(table, to);
            }
            Change::AddKey { table, key } => touched.key(table, key),
            Change::DropKey { table, key } => {
                touched.writes.push(Object::Keys(table.clone()));
                let path = match key {
                    KeyRef::Primary => KeyPath::Primary,
                    KeyRef::Named(name) => KeyPath::Named(name.clone()),
                    KeyRef::Columns(columns) => KeyPath::Columns(columns.clone()),
                };
                touched.writes.push(Object::Key(table.clone(), path));
            }
            Change::AddForeignKey { table, foreign_key } => touched.foreign_key(catalog, table, foreign_key),
            Change::DropForeignKey { table, foreign_key: path }
            | Change::AlterForeignKey { table, foreign_key: path, .. } => {
                let key = there.and_then(|there| there.foreign_keys.get(path.find(&there.foreign_keys)?));
                match key {
                    Some(key) => {
                        touched.foreign_key(catalog, table, &ForeignKey { name: None, ..key.clone() });
                    }
                    None => touched.writes.push(Object::ForeignKey(table.clone(), path.columns.clone())),
                }
            }
            Change::DropConstraint { table, name } => touched.named(catalog, table, name),
            Change::RenameConstraint { table, from, to } => {
                touched.named(catalog, table, from);
                touched.writes.push(Object::Name(table.schema.clone(), to.clone()));
            }
            Change::AddCheck { table, check } | Change::DropCheck { table, check } => {
                touched.check(table, check);
            }
            Change::AlterTable { table, .. } => touched.writes.push(Object::Table(table.clone())),
            Change::SetStorageEngine { table, .. } => touched.writes.push(Object::Storage(table.clone())),
            Change::Set(_) => touched.writes.push(Object::Settings),
        }
        touched
    }

    fn column(&mut self, table: &TableName, column: &Ident) {
        self.writes.push(Object::Column(table.clone(), column.clone()));
    }

    fn key(&mut self, table: &TableName, key: &Key) {
        self.writes.push(Object::Key(table.clone(), KeyPath::of(key)));
        self.writes.extend(key.name.clone().map(|name| Object::Name(table.schema.clone(), name)));
        self.reads.extend(key.columns().map(|column| Object::Column(table.clone(), column.clone())));
    }

    fn foreign_key(&mut self, catalog: &Catalog, table: &TableName, key: &ForeignKey) {
        self.writes.push(Object::ForeignKey(table.clone(), key.columns.clone()));
        self.writes.extend(key.name.clone().map(|name| Object::Name(table.schema.clone(), name)));
        self.reads.extend(key.columns.iter().map(|column| Object::Column(table.clone(), column.clone())));
        let parent_columns = catalog.parent_columns(key).unwrap_or_default();
        let parent = || key.parent.clone();
        self.reads.extend(parent_columns.iter().map(|column| Object::Column(parent(), column.clone())));
        self.reads.extend([
            Object::Table(parent()),
            Object::Keys(parent()),
            Object::Storage(table.clone()),
            Object::Storage(parent()),
        ]);
    }

    /// What a CHECK says of columns binds whatever writes them.
    fn check(&mut self, table: &TableName, check: &Check) {
        match &check.expression.columns {
            Some(columns) => columns.iter().for_each(|column| self.column(table, column)),
            None => self.writes.push(Object::Table(table.clone())),
        }
        self.writes.extend(check.name.clone().map(|name| Object::Name(table.schema.clone(), name)));
    }

    fn named(&mut self, catalog: &Catalog, table: &TableName, name: &Ident) {
        let there = catalog.table(table);
        let found = there.and_then(|there| write::find_constraint(catalog.engine, there, name));
        match (there, found) {
            (Some(there), Some(write::ConstraintRef::ForeignKey(index))) => {
                self.writes
                    .push(Object::ForeignKey(table.clone(), there.foreign_keys[index].columns.clone()));
            }
            (Some(there), Some(write::ConstraintRef::Key(index))) => {
                self.writes.push(Object::Key(table.clone(), KeyPath::of(&there.keys[index])));
            }
            (Some(there), Some(write::ConstraintRef::Check(index))) => {
                self.check(table, &there.checks[index]);
            }
            _ => self.writes.push(Object::Table(table.clone())),
        }
        self.writes.push(Object::Name(table.schema.clone(), name.clone()));
    }
}
