//! The names that engines give to constraints without one.

use crate::{Engine, Ident, KeyKind, NameKind, Quoting, Semantics, Table};

/// A constraint or index of a table, by its index in the table's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConstraintRef {
    /// One of [`Table::keys`].
    Key(usize),
    /// One of [`Table::foreign_keys`].
    ForeignKey(usize),
    /// One of [`Table::checks`].
    Check(usize),
}

/// The constraint or index of that name: one that was given it, else one that the engine names so.
#[must_use]
pub fn find_constraint(engine: Engine, table: &Table, name: &Ident) -> Option<ConstraintRef> {
    let given = |other: &Option<Ident>| other.as_ref() == Some(name);
    let foreign_key = table.foreign_keys.iter().position(|key| given(&key.name));
    let key = || table.keys.iter().position(|key| given(&key.name));
    let check = || table.checks.iter().position(|check| given(&check.name));
    foreign_key
        .map(ConstraintRef::ForeignKey)
        .or_else(|| key().map(ConstraintRef::Key))
        .or_else(|| check().map(ConstraintRef::Check))
        .or_else(|| all(table).find(|&constraint| has_default_name(engine, table, constraint, name)))
}

fn all(table: &Table) -> impl Iterator<Item = ConstraintRef> {
    (0..table.foreign_keys.len())
        .map(ConstraintRef::ForeignKey)
        .chain((0..table.keys.len()).map(ConstraintRef::Key))
        .chain((0..table.checks.len()).map(ConstraintRef::Check))
}

/// Whether a constraint has no name of its own and the engine names it so.
pub(crate) fn has_default_name(
    engine: Engine,
    table: &Table,
    constraint: ConstraintRef,
    name: &Ident,
) -> bool {
    let unnamed = match constraint {
        ConstraintRef::Key(index) => table.keys[index].name.is_none(),
        ConstraintRef::ForeignKey(index) => table.foreign_keys[index].name.is_none(),
        ConstraintRef::Check(index) => table.checks[index].name.is_none(),
    };
    unnamed
        && default_constraint_name(engine, table, constraint).is_some_and(|default| {
            Ident::new(engine, NameKind::Constraint, &default, Quoting::Quoted) == *name
        })
}

/// The name that the engine gives to a constraint without one; `None` where it cannot be told (Oracle and
/// SQL Server number them, SQLite has none). It holds for a table as its `CREATE TABLE` made it: MySQL numbers
/// are not given out again after a drop.
#[must_use]
pub fn default_constraint_name(engine: Engine, table: &Table, constraint: ConstraintRef) -> Option<String> {
    match engine {
        Engine::Postgres => postgres(table, constraint),
        Engine::Mysql | Engine::Mariadb => mysql(engine, table, constraint),
        Engine::Sqlite | Engine::Oracle | Engine::SqlServer => None,
    }
}

fn foreign_key(engine: Engine, table: &Table, index: usize) -> Option<String> {
    Semantics::of(engine, engine.assumed_version()).name_of(table, index)
}

fn mysql(engine: Engine, table: &Table, constraint: ConstraintRef) -> Option<String> {
    let name = table.name.name.as_str();
    match constraint {
        ConstraintRef::ForeignKey(index) => foreign_key(engine, table, index),
        ConstraintRef::Check(index) => {
            let number = table.checks[..=index].iter().filter(|check| check.name.is_none()).count();
            Some(match engine {
                Engine::Mariadb => format!("CONSTRAINT_{number}"),
                _ => format!("{name}_chk_{number}"),
            })
        }
        ConstraintRef::Key(index) => {
            let key = &table.keys[index];
            if key.kind == KeyKind::Primary {
                return Some("PRIMARY".to_owned());
            }
            let first = key.columns().next()?;
            let taken = table.keys[..index].iter().filter(|other| other.kind != KeyKind::Primary);
            let same = taken.filter(|other| match &other.name {
                Some(name) => name.folded() == first.folded(),
                None => other.columns().next() == Some(first),
            });
            match same.count() {
                0 => Some(first.as_str().to_owned()),
                count => Some(format!("{first}_{}", count + 1)),
            }
        }
    }
}

fn postgres(table: &Table, constraint: ConstraintRef) -> Option<String> {
    let base = postgres_parts(table, constraint);
    // A taken name gets a number behind its label.
    let same = |other: ConstraintRef| postgres_parts(table, other) == base;
    let earlier = match constraint {
        ConstraintRef::ForeignKey(index) => return foreign_key(Engine::Postgres, table, index),
        ConstraintRef::Key(index) => {
            (0..index).filter(|&at| table.keys[at].name.is_none() && same(ConstraintRef::Key(at))).count()
        }
        ConstraintRef::Check(index) => {
            (0..index).filter(|&at| table.checks[at].name.is_none() && same(ConstraintRef::Check(at))).count()
        }
    };
    let (columns, label) = base;
    let label = if earlier == 0 { label.to_owned() } else { format!("{label}{earlier}") };
    Some(make_object_name(Engine::Postgres, table.name.name.folded(), &columns, &label))
}

/// The columns' part of the name and its label.
fn postgres_parts(table: &Table, constraint: ConstraintRef) -> (String, &'static str) {
    let join = |columns: &mut dyn Iterator<Item = &str>| columns.collect::<Vec<_>>().join("_");
    match constraint {
        ConstraintRef::ForeignKey(index) => {
            (join(&mut table.foreign_keys[index].columns.iter().map(Ident::folded)), "fkey")
        }
        ConstraintRef::Check(index) => match table.checks[index].expression.columns.as_deref() {
            Some([column]) => (column.folded().to_owned(), "check"),
            _ => (String::new(), "check"),
        },
        ConstraintRef::Key(index) => {
            let key = &table.keys[index];
            let label = match key.kind {
                KeyKind::Primary => return (String::new(), "pkey"),
                KeyKind::Exclusion => "excl",
                KeyKind::Unique if key.constraint => "key",
                _ => "idx",
            };
            let mut names: Vec<String> = Vec::new();
            let parts = key.parts.iter().map(|part| match (&part.column, &part.expression) {
                (Some(column), _) => column.folded().to_owned(),
                (None, expression) => expression.as_deref().map_or_else(|| "expr".to_owned(), index_column),
            });
            for name in parts.chain(key.include.iter().map(|column| column.folded().to_owned())) {
                let numbered = (1..).map(|number| format!("{name}{number}"));
                let free = std::iter::once(name.clone()).chain(numbered).find(|name| !names.contains(name));
                names.extend(free);
            }
            (names.join("_"), label)
        }
    }
}

/// What PostgreSQL calls an expression in an index's name: the function, the cast column, CASE; else `expr`
/// (15.18: `t_lower_idx`, `t_coalesce_t_idx`, `t_case_idx`).
fn index_column(expression: &str) -> String {
    let mut text = expression.trim();
    while let Some(inner) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        text = inner.trim();
    }
    let word =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    if text.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("case ")) {
        return "case".to_owned();
    }
    let name = match (text.split_once("::"), text.split_once('(')) {
        (Some((column, _)), _) if word(column.trim_matches(['(', ')'])) => {
            Some(column.trim_matches(['(', ')']))
        }
        (_, Some((function, rest))) if word(function) && closes_at_end(rest) => Some(function),
        _ => None,
    };
    name.map_or_else(|| "expr".to_owned(), |name| name.rsplit('.').next().unwrap_or(name).to_lowercase())
}

/// Whether the parenthesis that was opened before `rest` is closed by its last character.
fn closes_at_end(rest: &str) -> bool {
    let mut depth = 1_usize;
    for (at, c) in rest.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1 == rest.len();
        }
    }
    false
}

/// PostgreSQL's `makeObjectName`: the longer of the two parts is cut until all fits into the engine's longest name.
pub(crate) fn make_object_name(engine: Engine, table: &str, columns: &str, label: &str) -> String {
    let overhead = label.len() + 1 + usize::from(!columns.is_empty());
    let room = engine.name_limit().unwrap_or(usize::MAX).saturating_sub(overhead);
    let (mut left, mut right) = (table.len(), columns.len());
    while left + right > room {
        if left > right { left -= 1 } else { right -= 1 }
    }
    let table = cut(table, left);
    let columns = cut(columns, right);
    if columns.is_empty() { format!("{table}_{label}") } else { format!("{table}_{columns}_{label}") }
}

pub(super) fn cut(text: &str, limit: usize) -> &str {
    let end = (0..=limit.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    &text[..end]
}
