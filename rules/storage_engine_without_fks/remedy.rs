//! The way out of `storage-engine-without-fks`: convert parents and child, then add what the columns are named for.

use fklint_rule::restore::{self, Restored};
use fklint_rule::{Cx, Remedy, Safety, words};

use super::Evidence;

/// A plan over more tables is nobody's to read: such a database is converted as a whole.
pub(super) const MOST_TABLES: usize = 20;

/// What can be brought back.
pub(super) struct Way {
    restored: Option<Restored>,
    /// Why the rest cannot.
    pub(super) refused: Vec<String>,
}

impl Way {
    pub(super) fn of(cx: Cx<'_>, evidence: &Evidence<'_>) -> Self {
        let mut way = Self { restored: None, refused: Vec::new() };
        if evidence.tables.len() > MOST_TABLES {
            return way;
        }
        for (table, references) in &evidence.tables {
            for named in references {
                match (restore::add(cx, table, &named.foreign_key(cx, table)), &mut way.restored) {
                    (Ok(one), None) => way.restored = Some(one),
                    (Ok(one), Some(all)) => all.extend(one),
                    (Err(refused), _) => way.refused.push(refused),
                }
            }
        }
        way
    }

    /// Whether the table itself gets a foreign key.
    pub(super) fn is_plan(&self, evidence: &Evidence<'_>) -> bool {
        self.restored.as_ref().is_some_and(|all| all.converted.contains(&evidence.table().name))
    }

    pub(super) fn remedy(self, evidence: &Evidence<'_>) -> Remedy {
        let is_plan = self.is_plan(evidence);
        match (self.restored.filter(|_| is_plan), self.refused.first()) {
            (Some(restored), _) => {
                let tables = words::tables(&restored.converted);
                let title =
                    format!("convert {tables} to InnoDB and add the foreign keys that columns are named for");
                Remedy::Plan(restored.into_plan(title, Safety::Risky))
            }
            (None, Some(refused)) => Remedy::Advice(format!("{refused}: both tables have to be InnoDB")),
            (None, None) => {
                let name = &evidence.table().name;
                Remedy::Advice(format!(
                    "convert `{name}` and all tables that it leads to to InnoDB, then add their foreign keys"
                ))
            }
        }
    }
}
