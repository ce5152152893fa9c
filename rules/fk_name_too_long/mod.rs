//! `fk-name-too-long`: a foreign key's name that the engine cuts or refuses.

mod remedy;
mod witness;

use fklint_catalog::semantics::LongNames;
use fklint_catalog::{Engine, ForeignKey, Ident, ObjectPath, Table};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-name-too-long`.
pub(crate) struct FkNameTooLong;

/// A foreign key whose name is too long.
pub(crate) struct Evidence<'c> {
    child: &'c Table,
    index: usize,
    /// The name, given or made.
    name: String,
    /// Another constraint of the table has the same name once it is cut.
    taken: bool,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.child.foreign_keys[self.index]
    }
}

impl Rule for FkNameTooLong {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-name-too-long",
        summary: "a foreign key's name that is longer than the engine keeps",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql, Engine::Mariadb, Engine::Postgres, Engine::Oracle, Engine::SqlServer],
        remedy: "plan",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        if cx.semantics.long_names == LongNames::Kept {
            return;
        }
        let keys = cx.catalog.foreign_keys().filter(|(_, _, key)| key.is_checked());
        for (child, index, key) in keys {
            let name = match &key.name {
                Some(name) => Some(name.as_str().to_owned()),
                // Where names are cut, the engine's own are made to fit.
                None if cx.semantics.long_names == LongNames::Cut => None,
                None => cx.semantics.name_of(child, index),
            };
            if let Some(name) = name.filter(|name| is_too_long(cx, name)) {
                let taken = is_taken(child, index);
                found.push(Evidence { child, index, name, taken });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.child.name, &evidence.child.foreign_keys, evidence.index)
    }

    fn severity(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Severity {
        let refused = cx.semantics.long_names == LongNames::Refused;
        if refused || evidence.taken { Severity::Error } else { Severity::Warning }
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let name = words::name(&evidence.name);
        let limit = limit(cx);
        let message = if cx.semantics.long_names == LongNames::Refused {
            let made = if evidence.key().name.is_none() { ", which the engine makes," } else { "" };
            format!("the foreign key is refused: {name}{made} has more than {limit} characters")
        } else if evidence.taken {
            format!(
                "the foreign key is refused: {name} is cut to {limit} bytes, and then names another constraint"
            )
        } else {
            format!("{name} is cut to {limit} bytes: the constraint will not be found under its name")
        };
        Report::new(message, At::part(self.object(cx, evidence), Part::Name))
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

/// The longest name that the engine keeps.
fn limit(cx: Cx<'_>) -> usize {
    cx.catalog.engine.name_limit().unwrap_or(usize::MAX)
}

/// What is cut is counted in bytes, what is refused in characters (10.11.19, 9.7.4).
fn is_too_long(cx: Cx<'_>, name: &str) -> bool {
    name.len() > limit(cx) && (cx.semantics.long_names == LongNames::Cut || name.chars().count() > limit(cx))
}

/// Whether another constraint of the table has the name as it is compared.
fn is_taken(child: &Table, index: usize) -> bool {
    let Some(name) = &child.foreign_keys[index].name else { return false };
    let same = |other: &Option<Ident>| other.as_ref() == Some(name);
    let foreign_keys = child.foreign_keys.iter().enumerate().filter(|(at, _)| *at != index);
    foreign_keys.map(|(_, key)| &key.name).any(same)
        || child.keys.iter().filter(|key| key.constraint).any(|key| same(&key.name))
        || child.checks.iter().any(|check| same(&check.name))
}
