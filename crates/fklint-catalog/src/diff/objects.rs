//! Columns, keys, foreign keys and checks in pairs.

use super::{Found, list, quoted, ticked, words};
use crate::{
    Check, Column, ForeignKey, Generated, Ident, Key, KeyPart, KeyPath, ObjectPath, PartOptions, Predicate,
    RareAttributes, Table, Target,
};

pub(super) fn columns(found: &mut Found, table: &Table, left: &[Column], right: &[Column]) {
    let there = |all: &[Column], name: &Ident| all.iter().position(|column| column.name == *name);
    let at = found.at.clone();
    let order = |all: &[Column], other: &[Column]| {
        all.iter()
            .map(|column| column.name.clone())
            .filter(|name| there(other, name).is_some())
            .collect::<Vec<_>>()
    };
    found.field("order of columns", &order(left, right), &order(right, left), |names| {
        list(names.iter().map(ToString::to_string))
    });
    for column in left {
        found.at = Some(ObjectPath::Column(table.name.clone(), column.name.clone()));
        match there(right, &column.name) {
            Some(index) => self::column(found, column, &right[index]),
            None => found.presence(true),
        }
    }
    for column in right.iter().filter(|column| there(left, &column.name).is_none()) {
        found.at = Some(ObjectPath::Column(table.name.clone(), column.name.clone()));
        found.presence(false);
    }
    found.at = at;
}

fn column(found: &mut Found, left: &Column, right: &Column) {
    let Column { name: _, data_type, not_null, default, generator, rare: _ } = left;
    let RareAttributes { generated, charset, collation, on_update, comment } = &**left;
    found.field("type", data_type, &right.data_type, |to| {
        if to.as_str().is_empty() { "none".to_owned() } else { ticked(to) }
    });
    found.flag("NOT NULL", *not_null, right.not_null);
    found.option("default", default, &right.default, ticked);
    found.option("generator", generator, &right.generator, words);
    found.option("expression", generated, &right.generated, |generated| {
        let Generated { expression, stored } = &**generated;
        let columns =
            expression.columns.as_ref().map(|columns| list(columns.iter().map(ToString::to_string)));
        let of = columns.map_or_else(String::new, |columns| format!(" of {columns}"));
        format!("`{}`{of}, {}", expression.text, if *stored { "stored" } else { "virtual" })
    });
    found.option("character set", charset, &right.charset, ToString::to_string);
    found.option("collation", collation, &right.collation, ToString::to_string);
    found.option("ON UPDATE", on_update, &right.on_update, ticked);
    found.option("comment", comment, &right.comment, ticked);
}

pub(super) fn keys(found: &mut Found, table: &Table, left: &[Key], right: &[Key]) {
    let named = |left: &Key, right: &Key| KeyPath::of(left) == KeyPath::of(right);
    let alike = |left: &Key, right: &Key| left.kind == right.kind && left.parts == right.parts;
    let over =
        |left: &Key, right: &Key| left.columns().eq(right.columns()) && left.columns().next().is_some();
    for pair in pairs(left, right, &[&named, &alike, &over]) {
        let at = |key: &Key| Some(ObjectPath::Key(table.name.clone(), KeyPath::of(key)));
        match pair {
            Pair::Both(left, right) => {
                found.at = at(left);
                key(found, left, right);
            }
            Pair::Left(key) => {
                found.at = at(key);
                found.presence(true);
            }
            Pair::Right(key) => {
                found.at = at(key);
                found.presence(false);
            }
        }
    }
}

fn key(found: &mut Found, left: &Key, right: &Key) {
    let Key {
        name,
        kind,
        parts,
        predicate,
        constraint,
        deferrable,
        nulls_not_distinct,
        include,
        method,
        valid,
    } = left;
    found.option("name", name, &right.name, quoted);
    found.field("kind", kind, &right.kind, words);
    found.field("list of parts", parts, &right.parts, |parts| list(parts.iter().map(part)));
    found.option("condition", predicate, &right.predicate, |predicate| {
        let Predicate { expression, not_null } = &**predicate;
        let known = |columns: &Option<Vec<Ident>>| {
            columns
                .as_ref()
                .map_or_else(|| "unknown".to_owned(), |columns| list(columns.iter().map(ToString::to_string)))
        };
        match (&expression.columns, not_null) {
            (None, None) => ticked(&expression.text),
            (columns, not_null) => {
                format!("`{}` of {}, not null {}", expression.text, known(columns), known(not_null))
            }
        }
    });
    let sort = |constraint: &bool| if *constraint { "a constraint" } else { "an index" }.to_owned();
    found.field("declaration", constraint, &right.constraint, sort);
    found.field("deferral", deferrable, &right.deferrable, words);
    found.flag("NULLS NOT DISTINCT", *nulls_not_distinct, right.nulls_not_distinct);
    found.field("list of included columns", include, &right.include, |columns| {
        list(columns.iter().map(ToString::to_string))
    });
    found.option("method", method, &right.method, ToString::to_string);
    found.field("state", valid, &right.valid, |valid| if *valid { "valid" } else { "invalid" }.to_owned());
}

fn part(part: &KeyPart) -> String {
    let KeyPart { column, options } = part;
    let PartOptions { expression, prefix, descending, collation } = &**options;
    let mut out = column.as_ref().map_or_else(String::new, ToString::to_string);
    if let Some(expression) = expression {
        out.push_str(&format!("({expression})"));
    }
    if let Some(prefix) = prefix {
        out.push_str(&format!("({prefix})"));
    }
    if let Some(collation) = collation {
        out.push_str(&format!(" collate {collation}"));
    }
    out.push_str(if *descending { " desc" } else { "" });
    out
}

pub(super) fn foreign_keys(found: &mut Found, table: &Table, left: &[ForeignKey], right: &[ForeignKey]) {
    let named =
        |left: &ForeignKey, right: &ForeignKey| left.name == right.name && left.columns == right.columns;
    let over =
        |left: &ForeignKey, right: &ForeignKey| left.columns == right.columns && left.parent == right.parent;
    let columns = |left: &ForeignKey, right: &ForeignKey| left.columns == right.columns;
    let name = |left: &ForeignKey, right: &ForeignKey| left.name.is_some() && left.name == right.name;
    for pair in pairs(left, right, &[&named, &over, &columns, &name]) {
        let at = |all: &[ForeignKey], key: &ForeignKey| {
            let index = all.iter().position(|other| std::ptr::eq(other, key))?;
            Some(ObjectPath::foreign_key(&table.name, all, index))
        };
        match pair {
            Pair::Both(one, other) => {
                found.at = at(left, one);
                foreign_key(found, one, other);
            }
            Pair::Left(key) => {
                found.at = at(left, key);
                found.presence(true);
            }
            Pair::Right(key) => {
                found.at = at(right, key);
                found.presence(false);
            }
        }
    }
}

fn foreign_key(found: &mut Found, left: &ForeignKey, right: &ForeignKey) {
    let ForeignKey {
        name,
        columns,
        parent,
        target,
        on_delete,
        on_update,
        set_columns,
        match_kind,
        deferrable,
        force,
        period,
    } = left;
    let names = |names: &[Ident]| list(names.iter().map(ToString::to_string));
    found.option("name", name, &right.name, quoted);
    found.field("list of columns", columns, &right.columns, |columns| names(columns));
    found.field("parent", parent, &right.parent, ticked);
    found.field("target", target, &right.target, |target| match target {
        Target::Columns(columns) => names(columns),
        Target::ParentPrimaryKey => "the parent's primary key".to_owned(),
    });
    found.field("on delete", on_delete, &right.on_delete, |action| action.id().to_owned());
    found.field("on update", on_update, &right.on_update, |action| action.id().to_owned());
    found.field("list of columns to set", set_columns, &right.set_columns, |columns| names(columns));
    found.field("match", match_kind, &right.match_kind, words);
    found.field("deferral", deferrable, &right.deferrable, words);
    found.field("force", force, &right.force, words);
    found.flag("PERIOD", *period, right.period);
}

/// Checks have no path of their own: they are told by their text.
pub(super) fn checks(found: &mut Found, left: &[Check], right: &[Check]) {
    let named = |left: &Check, right: &Check| left.name.is_some() && left.name == right.name;
    let alike = |left: &Check, right: &Check| left.expression.text == right.expression.text;
    for pair in pairs(left, right, &[&alike, &named]) {
        let text = |check: &Check| {
            let name = check.name.as_ref().map_or_else(String::new, |name| format!("`{name}` "));
            let columns = check.expression.columns.as_ref();
            let of = columns.map_or_else(String::new, |columns| {
                format!(" of {}", list(columns.iter().map(ToString::to_string)))
            });
            format!("{name}`{}`{of}", check.expression.text)
        };
        let (left, right) = match pair {
            Pair::Both(left, right) => (text(left), text(right)),
            Pair::Left(check) => (text(check), "not there".to_owned()),
            Pair::Right(check) => ("not there".to_owned(), text(check)),
        };
        found.push("a check", left, right);
    }
}

/// What has no equal on the other side, in pairs where it can be told what belongs together.
enum Pair<'a, T> {
    Both(&'a T, &'a T),
    Left(&'a T),
    Right(&'a T),
}

/// Whether two objects belong together.
type Rule<'r, T> = &'r dyn Fn(&T, &T) -> bool;

/// Takes away what is equal, then pairs what is left by each of `rules` in turn.
fn pairs<'a, T: PartialEq>(left: &'a [T], right: &'a [T], rules: &[Rule<'_, T>]) -> Vec<Pair<'a, T>> {
    let mut lefts: Vec<&T> = left.iter().collect();
    let mut rights: Vec<&T> = right.iter().collect();
    let mut out = Vec::new();
    let equal = |left: &T, right: &T| left == right;
    let equal: Rule<'_, T> = &equal;
    for (nth, rule) in std::iter::once(&equal).chain(rules).enumerate() {
        lefts.retain(|left| {
            let Some(at) = rights.iter().position(|right| rule(left, right)) else { return true };
            let right = rights.remove(at);
            if nth > 0 {
                out.push(Pair::Both(*left, right));
            }
            false
        });
    }
    out.extend(lefts.into_iter().map(Pair::Left));
    out.extend(rights.into_iter().map(Pair::Right));
    out
}
