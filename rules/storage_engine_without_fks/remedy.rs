//! The way out of `storage-engine-without-fks`: convert parents and child, then add what the columns are named for.

use fklint_rule::restore::{self, Restored};
use fklint_rule::{Cx, Remedy, Safety, words};

use super::Evidence;

/// What can be brought back.
pub(super) struct Way {
    restored: Option<Restored>,
    /// Why the rest cannot.
    pub(super) refused: Vec<String>,
}

impl Way {
    pub(super) fn of(cx: Cx<'_>, evidence: &Evidence<'_>) -> Self {
        let mut way = Self { restored: None, refused: Vec::new() };
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

    pub(super) fn remedy(self, evidence: &Evidence<'_>) -> Remedy {
        let is_converted = |all: &Restored| all.converted.contains(&evidence.table().name);
        match (self.restored.filter(is_converted), self.refused.into_iter().next()) {
            (Some(restored), _) => {
                let tables = words::tables(&restored.converted);
                let title =
                    format!("convert {tables} to InnoDB and add the foreign keys that columns are named for");
                Remedy::Plan(restored.into_plan(title, Safety::Risky))
            }
            (None, refused) => Remedy::Advice(refused.unwrap_or_else(|| {
                format!("convert `{}` to InnoDB and add its foreign keys", evidence.table().name)
            })),
        }
    }
}
