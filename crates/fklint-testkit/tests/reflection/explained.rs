//! Where a loaded schema may differ from what its text says: each reason is a condition that is looked at.

use std::collections::BTreeMap;

use fklint_catalog::diff::Difference;
use fklint_catalog::{Catalog, Completeness, Engine, ObjectPath, Table, stored};

/// What a difference is looked at with: its table on both sides.
struct Seen<'c> {
    live: Option<&'c Table>,
    declared: Option<&'c Table>,
    difference: &'c Difference,
    engine: Engine,
}

type Reason = (&'static str, fn(&Seen<'_>) -> bool);

const REASONS: &[Reason] = &[
    ("the columns of CREATE TABLE … AS are those of its query", |seen| {
        seen.declared.is_some_and(|table| table.completeness == Completeness::ColumnsUnknown)
    }),
    ("PostgreSQL writes out the casts that it makes", |seen| {
        let Difference { left, right, .. } = seen.difference;
        seen.engine == Engine::Postgres && left != right && without_casts(left) == without_casts(right)
    }),
    ("ALTER TABLE … PARTITION BY is not followed", |seen| {
        seen.difference.attribute == "PARTITION BY"
            && seen.declared.is_some_and(|table| table.partition_by.is_none())
    }),
    ("ALTER TABLE … COLLATE is not followed", |seen| {
        let collation = |table: Option<&Table>| table.and_then(|table| table.collation.clone());
        seen.difference.attribute.ends_with("collation") && collation(seen.live) != collation(seen.declared)
    }),
    ("tables that are altered but never created here are not there", |seen| {
        seen.live.is_none() && seen.declared.is_some_and(|table| table.completeness == Completeness::Unseen)
    }),
];

/// How often each reason explains a difference.
///
/// # Errors
/// The differences that none explains.
pub(crate) fn explained(live: &Catalog, declared: &Catalog) -> Result<BTreeMap<&'static str, usize>, String> {
    let mut found = BTreeMap::new();
    let mut lines = Vec::new();
    for difference in &stored::compare(live, declared) {
        let name = difference.at.as_ref().and_then(ObjectPath::table);
        let seen = Seen {
            live: name.and_then(|name| live.table(name)),
            declared: name.and_then(|name| declared.table(name)),
            difference,
            engine: live.engine,
        };
        match REASONS.iter().find(|(_, holds)| holds(&seen)) {
            Some((reason, _)) => *found.entry(*reason).or_default() += 1,
            None => lines.push(format!("\n    {difference}")),
        }
    }
    if lines.is_empty() { Ok(found) } else { Err(lines.concat()) }
}

/// A text without its `::type` and without parentheses, which a cast brings along.
fn without_casts(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("::") {
        out.push_str(&rest[..at]);
        let after = &rest[at + 2..];
        let words = [
            "double precision",
            "character varying",
            "timestamp without time zone",
            "timestamp with time zone",
        ];
        let long = words.iter().find(|word| after.starts_with(**word)).map(|word| word.len());
        let short =
            || after.find(|c: char| !(c.is_alphanumeric() || "_.\"".contains(c))).unwrap_or(after.len());
        let end = long.unwrap_or_else(short);
        rest = after[end..].trim_start_matches("[]");
    }
    out.push_str(rest);
    out.retain(|c| !matches!(c, '(' | ')' | ' '));
    out
}
