//! How two catalogs differ, a line for each difference: `table part: field declared -> live`.

use std::fmt::Debug;

use fklint_catalog::{Catalog, Check, Column, ForeignKey, Ident, Key, Table};

/// What `live` says otherwise than `declared`.
pub(crate) fn differences(declared: &Catalog, live: &Catalog) -> Vec<String> {
    let mut lines = Vec::new();
    for table in declared.tables() {
        match live.table(&table.name) {
            Some(there) => tables(table, there, &mut lines),
            None => lines.push(format!("{}: only declared", table.name)),
        }
    }
    let unknown = live.tables().filter(|table| declared.table(&table.name).is_none());
    lines.extend(unknown.map(|table| format!("{}: only live", table.name)));
    lines
}

fn tables(declared: &Table, live: &Table, lines: &mut Vec<String>) {
    let before = lines.len();
    let mut line = Lines { at: declared.name.to_string(), lines };
    line.field("kind", &declared.kind, &live.kind);
    line.field("partition by", &declared.partition_by, &live.partition_by);
    line.field("inherits", &declared.inherits, &live.inherits);
    line.field("completeness", &declared.completeness, &live.completeness);
    let order = |table: &Table| table.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>();
    line.field("columns", &order(declared), &order(live));
    for column in &declared.columns {
        if let Some(there) = live.column(&column.name) {
            line.at = format!("{}.{}", declared.name, column.name);
            columns(column, there, &mut line);
        }
    }
    pairs(&declared.keys, &live.keys, |key| key.name.as_ref(), key_text, &mut line, declared, keys);
    pairs(
        &declared.foreign_keys,
        &live.foreign_keys,
        |key| key.name.as_ref(),
        |key| format!("{:?}", key.columns),
        &mut line,
        declared,
        foreign_keys,
    );
    pairs(
        &declared.checks,
        &live.checks,
        |check| check.name.as_ref(),
        |check| format!("check {:?}", check.expression.columns),
        &mut line,
        declared,
        checks,
    );
    assert_eq!(declared == live, lines.len() == before, "every difference of {} has its line", declared.name);
}

struct Lines<'l> {
    at: String,
    lines: &'l mut Vec<String>,
}

impl Lines<'_> {
    fn field<T: Debug + PartialEq>(&mut self, name: &str, declared: &T, live: &T) {
        if declared != live {
            self.lines.push(format!("{}: {name} {declared:?} -> {live:?}", self.at));
        }
    }
}

fn columns(declared: &Column, live: &Column, line: &mut Lines<'_>) {
    line.field("type", &declared.data_type.as_str(), &live.data_type.as_str());
    line.field("not null", &declared.not_null, &live.not_null);
    line.field("default", &declared.default.as_deref(), &live.default.as_deref());
    line.field("generator", &declared.generator, &live.generator);
    line.field("generated", &declared.generated, &live.generated);
    line.field("collation", &declared.collation, &live.collation);
}

fn keys(declared: &Key, live: &Key, line: &mut Lines<'_>) {
    line.field("name", &declared.name, &live.name);
    line.field("kind", &declared.kind, &live.kind);
    line.field("parts", &declared.parts, &live.parts);
    line.field("predicate", &declared.predicate, &live.predicate);
    line.field("constraint", &declared.constraint, &live.constraint);
    line.field("deferrable", &declared.deferrable, &live.deferrable);
    line.field("nulls not distinct", &declared.nulls_not_distinct, &live.nulls_not_distinct);
    line.field("include", &declared.include, &live.include);
    line.field("method", &declared.method.as_deref(), &live.method.as_deref());
    line.field("valid", &declared.valid, &live.valid);
}

fn foreign_keys(declared: &ForeignKey, live: &ForeignKey, line: &mut Lines<'_>) {
    line.field("name", &declared.name, &live.name);
    line.field("columns", &declared.columns, &live.columns);
    line.field("parent", &declared.parent.to_string(), &live.parent.to_string());
    line.field("target", &declared.target, &live.target);
    line.field("on delete", &declared.on_delete, &live.on_delete);
    line.field("on update", &declared.on_update, &live.on_update);
    line.field("set columns", &declared.set_columns, &live.set_columns);
    line.field("match", &declared.match_kind, &live.match_kind);
    line.field("deferrable", &declared.deferrable, &live.deferrable);
    line.field("force", &declared.force, &live.force);
    line.field("period", &declared.period, &live.period);
}

fn checks(declared: &Check, live: &Check, line: &mut Lines<'_>) {
    line.field("name", &declared.name, &live.name);
    line.field("text", &declared.expression.text.as_str(), &live.expression.text.as_str());
    line.field("uses", &declared.expression.columns, &live.expression.columns);
}

fn key_text(key: &Key) -> String {
    format!("{:?} {:?}", key.kind, key.parts.iter().map(|part| &part.column).collect::<Vec<_>>())
}

/// Compares what has the same name, then what has the same text, each thing once.
fn pairs<T: PartialEq>(
    declared: &[T],
    live: &[T],
    name: impl Fn(&T) -> Option<&Ident>,
    text: impl Fn(&T) -> String,
    line: &mut Lines<'_>,
    table: &Table,
    compare: impl Fn(&T, &T, &mut Lines<'_>),
) {
    let mut rest: Vec<&T> = live.iter().collect();
    let (named, unnamed): (Vec<&T>, Vec<&T>) = declared.iter().partition(|one| name(one).is_some());
    for one in named.into_iter().chain(unnamed) {
        line.at = format!("{} {}", table.name, text(one));
        let found = rest
            .iter()
            .position(|other| name(one).is_some() && name(one) == name(other))
            .or_else(|| rest.iter().position(|other| text(one) == text(other)));
        match found {
            Some(at) => compare(one, rest.remove(at), line),
            None => line.lines.push(format!("{}: only declared", line.at)),
        }
    }
    for one in rest {
        line.lines.push(format!("{} {} {:?}: only live", table.name, text(one), name(one)));
    }
}
