//! Which plans are carried out in one round: those that change different objects in different places.
//!
//! It is no [`fklint_rule::merge`], which makes one list of changes of plans that share some: here each plan writes all of
//! its own edits, two that make one change would write it twice, and what collides has its turn in the next round. Statements
//! and scripts are objects too.

use std::collections::BTreeMap;

use fklint_catalog::{Change, Ident, KeyKind, KeyRef, TableName, Target as ParentColumns};
use fklint_check::{Located, Outcome};
use fklint_rule::{Plan, Remedy, Safety, ScriptEdit, ScriptPlace};
use fklint_source::{Edit, FileId};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Key, key};
use crate::edit::{collide, edits};

/// A plan of a round.
#[derive(Debug)]
pub(super) struct Chosen {
    /// The finding, by its index in its target.
    pub(super) finding: usize,
    pub(super) plan: Plan,
    pub(super) edits: Vec<Edit>,
}

/// The plans of the next round, for each target, in the order of the findings. What can never be edited is refused.
pub(super) fn choose(
    outcome: &Outcome,
    safety: Safety,
    wanted: impl Fn(&Located) -> bool,
    carried: &FxHashSet<Key>,
    refused: &mut FxHashMap<Key, String>,
) -> Vec<Vec<Chosen>> {
    let mut taken = Taken::default();
    let targets = outcome.targets.iter().map(|target| {
        let mut objects = Objects::default();
        let mut chosen = Vec::new();
        for (finding, located) in target.findings.iter().enumerate().filter(|(_, located)| wanted(located)) {
            let Remedy::Plan(plan) = &located.finding.remedy else { continue };
            if plan.safety < safety {
                continue;
            }
            let key = key(target, located, plan);
            if refused.contains_key(&key) || carried.contains(&key) {
                continue;
            }
            if target.live {
                let why = "a live database is changed by --apply alone: or run the statements that `fklint check` shows";
                refused.insert(key, why.to_owned());
                continue;
            }
            match edits(plan, &target.reflection, &outcome.sources) {
                Ok(edits) if objects.are_free(plan) && taken.are_free(&edits) => {
                    objects.take(plan);
                    taken.take(&edits);
                    chosen.push(Chosen { finding, plan: plan.clone(), edits });
                }
                Ok(_) => {}
                Err(why) => drop(refused.insert(key, why.0)),
            }
        }
        chosen
    });
    targets.collect()
}

/// The edits of a round, by file and start.
#[derive(Default)]
struct Taken(BTreeMap<(FileId, u32), Vec<Edit>>);

impl Taken {
    fn are_free(&self, edits: &[Edit]) -> bool {
        edits.iter().all(|edit| {
            let (file, span) = (edit.place.file, edit.place.span);
            // Those that are taken do not overlap: of those before it only the last can reach it.
            let before = self.0.range(..(file, span.start)).next_back();
            let behind = self.0.range((file, span.start)..=(file, span.end));
            before.into_iter().chain(behind).flat_map(|(_, edits)| edits).all(|other| !collide(edit, other))
        })
    }

    fn take(&mut self, edits: &[Edit]) {
        for edit in edits {
            self.0.entry((edit.place.file, edit.place.span.start)).or_default().push(edit.clone());
        }
    }
}

/// What a plan changes or relies on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Object<'p> {
    Table(&'p TableName),
    Column(&'p TableName, &'p Ident),
    Primary(&'p TableName),
    Key(&'p TableName, Vec<&'p Ident>),
    Named(&'p TableName, &'p Ident),
    ForeignKey(&'p TableName, &'p [Ident]),
    Check(&'p TableName, &'p str),
    Statement(u32),
    Script(u32),
}

/// The objects of the plans of a round: what one changes no other may change or rely on.
#[derive(Default)]
struct Objects<'p> {
    changed: FxHashSet<Object<'p>>,
    relied_on: FxHashSet<Object<'p>>,
}

impl<'p> Objects<'p> {
    fn are_free(&self, plan: &'p Plan) -> bool {
        let (changed, relied_on) = objects(plan);
        changed.iter().all(|object| !self.changed.contains(object) && !self.relied_on.contains(object))
            && relied_on.iter().all(|object| !self.changed.contains(object))
    }

    fn take(&mut self, plan: &'p Plan) {
        let (changed, relied_on) = objects(plan);
        self.changed.extend(changed);
        self.relied_on.extend(relied_on);
    }
}

/// What a plan changes, and what it relies on.
fn objects(plan: &Plan) -> (Vec<Object<'_>>, Vec<Object<'_>>) {
    let (mut changed, mut relied_on) = (Vec::new(), Vec::new());
    for change in plan.changes() {
        changed.push(match change {
            Change::AlterColumn { table, column, .. } => Object::Column(table, column),
            Change::AddKey { table, key } if key.kind == KeyKind::Primary => Object::Primary(table),
            Change::AddKey { table, key } => Object::Key(table, key.columns().collect()),
            Change::DropKey { table, key: KeyRef::Primary } => Object::Primary(table),
            Change::DropKey { table, key: KeyRef::Columns(columns) } => {
                Object::Key(table, columns.iter().collect())
            }
            Change::DropKey { table, key: KeyRef::Named(name) }
            | Change::RenameConstraint { table, from: name, .. }
            | Change::DropConstraint { table, name } => Object::Named(table, name),
            Change::AddForeignKey { table, foreign_key } => {
                relied_on.extend(foreign_key.columns.iter().map(|column| Object::Column(table, column)));
                if let ParentColumns::Columns(columns) = &foreign_key.target {
                    let parent = &foreign_key.parent;
                    relied_on.extend(columns.iter().map(|column| Object::Column(parent, column)));
                }
                Object::ForeignKey(table, &foreign_key.columns)
            }
            Change::DropForeignKey { table, foreign_key }
            | Change::AlterForeignKey { table, foreign_key, .. } => {
                relied_on.extend(foreign_key.columns.iter().map(|column| Object::Column(table, column)));
                Object::ForeignKey(table, &foreign_key.columns)
            }
            Change::AddCheck { table, check } | Change::DropCheck { table, check } => {
                Object::Check(table, &check.expression.text)
            }
            Change::SetStorageEngine { table, .. } => Object::Table(table),
            other => match other.table() {
                Some(table) => Object::Table(table),
                None => continue,
            },
        });
    }
    for edit in plan.script_edits() {
        let place = match edit {
            ScriptEdit::MoveForeignKey { table, foreign_key }
            | ScriptEdit::OrderClauses { table, foreign_key, .. } => {
                changed.push(Object::ForeignKey(table, &foreign_key.columns));
                continue;
            }
            ScriptEdit::MoveStatement { statement, to } => {
                changed.push(Object::Statement(*statement));
                to
            }
            ScriptEdit::OrderDrops { statement, .. } => {
                changed.push(Object::Statement(*statement));
                continue;
            }
            ScriptEdit::Insert { at, .. } => at,
        };
        changed.push(match place {
            ScriptPlace::Before(statement) | ScriptPlace::Behind(statement) => Object::Statement(*statement),
            ScriptPlace::End(script) => Object::Script(*script),
        });
    }
    (changed, relied_on)
}
