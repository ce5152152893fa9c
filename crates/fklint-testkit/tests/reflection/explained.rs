//! Where a loaded schema may differ from what its text says: each reason is a condition that is looked at.

use std::collections::BTreeMap;

use fklint_catalog::diff::Difference;
use fklint_catalog::{Catalog, Completeness, Engine, Ident, ObjectPath, Table, stored};

use crate::law::Script;

/// What a difference is looked at with: its table on both sides.
struct Seen<'c> {
    live: Option<&'c Table>,
    declared: Option<&'c Table>,
    difference: &'c Difference,
    engine: Engine,
    /// The live one.
    catalog: &'c Catalog,
    scripts: &'c [Script<'c>],
}

impl Seen<'_> {
    fn texts(&self) -> impl Iterator<Item = std::borrow::Cow<'_, str>> {
        self.scripts.iter().map(|script| String::from_utf8_lossy(script.text))
    }
}

type Reason = (&'static str, fn(&Seen<'_>) -> bool);

const REASONS: &[Reason] = &[
    ("a table that is altered and never made in the text", |seen| {
        seen.live.is_none() && seen.declared.is_some_and(|table| table.completeness == Completeness::Unseen)
    }),
    ("PostgreSQL writes out the casts that it makes", |seen| {
        let Difference { left, right, .. } = seen.difference;
        seen.engine == Engine::Postgres && left != right && without_casts(left) == without_casts(right)
    }),
    ("PostgreSQL keeps constants of dates and times as it prints them", |seen| {
        let columns = seen.live.into_iter().flat_map(|table| &table.columns);
        let mut dates = columns.filter(|column| column.data_type.as_str().contains("timestamp"));
        let Difference { attribute, left, right, at } = seen.difference;
        let own = |name: &Ident| matches!(at, Some(ObjectPath::Column(_, column)) if column == name);
        let inner = |text: &str| text.trim_matches(['`', '\'']).to_owned();
        // A word for a time, or a date without the hours.
        let same = right.contains("'epoch'") || inner(left).starts_with(&inner(right));
        attribute == "default" && left.contains('\'') && same && dates.any(|column| own(&column.name))
    }),
    ("PostgreSQL writes commas for words between arguments, and the ELSE NULL that was left out", |seen| {
        let Difference { left, right, .. } = seen.difference;
        let commas = |text: &str| text.replace(" from ", ", ").replace(" else null end", " end");
        seen.engine == Engine::Postgres && left != right && commas(left) == commas(right)
    }),
    ("the catalog does not follow types that are renamed", |seen| {
        let Difference { attribute, left, right, .. } = seen.difference;
        let name = |text: &str| text.trim_matches('`').rsplit('.').next().unwrap_or(text).to_owned();
        let (old, new) = (name(right), name(left));
        let renames = |text: &str| {
            let mut statements = text.split(';').filter(|text| text.contains("ALTER TYPE"));
            statements.any(|text| text.contains(&old) && text.contains(&format!("RENAME TO {new}")))
        };
        attribute == "type" && seen.texts().any(|text| renames(&text))
    }),
    ("the catalog does not know what DROP TYPE … CASCADE takes along", |seen| {
        let Difference { attribute, left, .. } = seen.difference;
        let drops =
            |text: &str| text.split(';').any(|text| text.contains("DROP TYPE") && text.contains("CASCADE"));
        attribute == "default" && left == "none" && seen.texts().any(|text| drops(&text))
    }),
    ("a schema that is called like the user comes first", |seen| {
        let ours = |text: &str| text.contains("AUTHORIZATION CURRENT_USER");
        let Some(name) = seen.live.or(seen.declared).map(|table| &table.name) else { return false };
        let mut twins = seen.catalog.tables().filter(|table| table.name.name == name.name);
        seen.difference.attribute.is_empty()
            && twins.any(|table| table.name.schema.is_some())
            && seen.texts().any(|text| ours(&text))
    }),
    ("ALTER TABLE … COLLATE is not followed", |seen| {
        let Some(table) = seen.live else { return false };
        let says = format!("ALTER TABLE `{}` COLLATE", table.name.name);
        seen.difference.attribute.ends_with("collation") && seen.texts().any(|text| text.contains(&says))
    }),
    ("MariaDB cuts keys that are too long for their storage engine to prefixes", |seen| {
        let Difference { attribute, left, right, .. } = seen.difference;
        let whole = |text: &str| text.split('(').next().map(|name| name.trim_matches('`').to_owned());
        let prefixed = |text: &str| text.ends_with(")`");
        seen.engine == Engine::Mariadb
            && attribute == "list of parts"
            && prefixed(left)
            && !prefixed(right)
            && whole(left) == whole(right)
    }),
    // The widest one comes last.
    ("what a routine makes and drops when it runs is not read", |seen| {
        let Some(table) = seen.live.or(seen.declared) else { return false };
        // What is there or not, is renamed, or was made ONLY and waits for the indexes of partitions.
        if !matches!(seen.difference.attribute.as_ref(), "" | "name" | "state") {
            return false;
        }
        let mut names: Vec<&str> = vec![table.name.name.as_str()];
        let mut parent = table.partition_of();
        while let Some(name) = parent {
            names.push(name.name.as_str());
            parent = seen.catalog.table(name).and_then(Table::partition_of);
        }
        seen.scripts.iter().any(|script| {
            let mut routines = script.routines();
            routines.any(|text| names.iter().any(|name| text.contains(name)))
        })
    }),
];

/// How often each reason explains a difference.
///
/// # Errors
/// The differences that none explains.
pub(crate) fn explained(
    live: &Catalog,
    declared: &Catalog,
    scripts: &[Script<'_>],
) -> Result<BTreeMap<&'static str, usize>, String> {
    let mut found = BTreeMap::new();
    let mut lines = Vec::new();
    for difference in &stored::compare(live, declared) {
        let name = difference.at.as_ref().and_then(ObjectPath::table);
        let seen = Seen {
            live: name.and_then(|name| live.table(name)),
            declared: name.and_then(|name| declared.table(name)),
            difference,
            engine: live.engine,
            catalog: live,
            scripts,
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
