//! Moves on MySQL and MariaDB, which commit before and after every statement of DDL: each is one ALTER TABLE, with what
//! must stand around it.

use fklint_catalog::reverse::reverse_all;
use fklint_catalog::write::{self, TakenNames};
use fklint_catalog::{ApplyError, Catalog, Change, ForeignKey, Ident, KeyKind, Semantics, TableName};

use super::super::indexes;
use super::super::moves::{Cut, Part};
use super::{CHECKS_OFF, CHECKS_ON, UNLOCK};

/// The moves of plans.
///
/// # Errors
/// When a change does not fit.
pub(in crate::live) fn cut(parts: Vec<Part>, catalog: &Catalog) -> Result<Vec<Cut>, ApplyError> {
    let mut state = catalog.clone();
    let mut cuts = Vec::new();
    for part in parts {
        let mut probes = part.probes;
        let mut changes = indexes::beforehand(renamed(part.changes, &state)?, &state)?;
        while !changes.is_empty() {
            let rest = changes.split_off(whole(&changes, &state)?);
            let before = state.clone();
            let mut cut = Cut::of(vec![part.plan], std::mem::take(&mut probes), changes, &mut state)?;
            let way = Way::of(&cut.changes, &before);
            cut.sql = way.around(cut.sql, &cut.changes, &before);
            let back = reverse_all(&cut.changes, &before)?;
            cut.undo = Way::of(&back, &state).around(cut.undo, &back, &state);
            cut.locks = way.locks(&cut.changes);
            let table = cut.changes.first().and_then(Change::table).cloned();
            match way {
                Way::Locked => cut.scans.extend(table),
                Way::Copied | Way::Chosen => cut.rewrites.extend(table),
                Way::InPlace => {}
            }
            cuts.push(cut);
            changes = rest;
        }
    }
    Ok(cuts)
}

/// A foreign key that goes and comes back gets another name: the engines refuse to drop and add one of the same name in
/// one ALTER (`s8_live_my 8a`), and between two a crash would leave the table without it.
fn renamed(mut changes: Vec<Change>, catalog: &Catalog) -> Result<Vec<Change>, ApplyError> {
    let mut state = catalog.clone();
    let mut gone: Vec<(TableName, Ident)> = Vec::new();
    for change in &mut changes {
        match change {
            Change::AddForeignKey { table, foreign_key: ForeignKey { name: Some(name), .. } }
                if gone.iter().any(|(from, old)| from == table && old == name) =>
            {
                *name = TakenNames::new(catalog).fresh_constraint(name);
                // Another one of the same plan may have taken it.
                *name = TakenNames::new(&state).fresh_constraint(name);
            }
            Change::DropForeignKey { table, foreign_key } => {
                let keys = state.table(table).map(|table| &table.foreign_keys);
                let name = keys.and_then(|keys| keys[foreign_key.find(keys)?].name.clone());
                gone.extend(name.map(|name| (table.clone(), name)));
            }
            _ => {}
        }
        state.apply(change)?;
    }
    Ok(changes)
}

/// How many of `changes` the engine makes in one statement and takes back in one. An index is made before a foreign key.
fn whole(changes: &[Change], state: &Catalog) -> Result<usize, ApplyError> {
    let are_keys = |all: &[Change]| all.iter().all(|change| matches!(change, Change::AddKey { .. }));
    let mut count = 1;
    while count < changes.len() {
        let more = &changes[..=count];
        if are_keys(&changes[..count]) && matches!(changes[count], Change::AddForeignKey { .. }) {
            break;
        }
        let mut after = state.clone();
        let back = reverse_all(more, state)?;
        more.iter().try_for_each(|change| after.apply(change))?;
        if write::write_all(more, state).len() > 1 || write::write_all(&back, &after).len() > 1 {
            break;
        }
        count += 1;
    }
    Ok(count)
}

/// How one ALTER TABLE is done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// A foreign key is added without a look at the rows: they were looked at before, under the lock that is held until
    /// then. With checks on the engine copies the table (`s8_live_my 8b`).
    Locked,
    /// Beside readers and writers.
    InPlace,
    /// By copying the table; writers wait.
    Copied,
    /// As the server chooses.
    Chosen,
}

impl Way {
    fn of(changes: &[Change], before: &Catalog) -> Self {
        let semantics = Semantics::for_catalog(before);
        let is_innodb = |change: &Change| {
            let table = change.table().and_then(|table| before.table(table));
            table.is_some_and(|table| semantics.keeps_foreign_keys(table.storage_engine.as_ref()))
        };
        let is_key = |change: &Change| match change {
            Change::AddKey { key, .. } => matches!(key.kind, KeyKind::Plain | KeyKind::Unique),
            Change::DropForeignKey { .. } => true,
            _ => false,
        };
        let is_foreign =
            |change: &Change| matches!(change, Change::AddForeignKey { .. } | Change::DropForeignKey { .. });
        let adds_checked = |change: &Change| matches!(change, Change::AddForeignKey { foreign_key, .. } if foreign_key.is_checked());
        let are =
            |is_so: &dyn Fn(&Change) -> bool| changes.iter().all(|change| is_innodb(change) && is_so(change));
        if are(&is_foreign) && changes.iter().any(adds_checked) {
            Self::Locked
        } else if are(&is_key) {
            Self::InPlace
        } else if changes.iter().any(|change| matches!(change, Change::SetStorageEngine { .. })) {
            Self::Copied
        } else {
            Self::Chosen
        }
    }

    /// The statements with what stands around them. On the way back too the rows are asked: a foreign key may have been away.
    fn around(self, sql: Vec<String>, changes: &[Change], before: &Catalog) -> Vec<String> {
        let option = match self {
            Self::Locked => ", ALGORITHM=INPLACE",
            Self::InPlace => ", ALGORITHM=INPLACE, LOCK=NONE",
            Self::Copied => ", ALGORITHM=COPY, LOCK=SHARED",
            Self::Chosen => "",
        };
        let with_option = |mut statement: String| {
            if statement.starts_with("ALTER TABLE ") {
                statement.push_str(option);
            }
            statement
        };
        let sql = sql.into_iter().map(with_option);
        if self != Self::Locked {
            return sql.collect();
        }
        let (aside, back) = indexes::aside(changes, before);
        let (locks, questions) = locked(changes, before);
        let lock = format!("LOCK TABLES {}", locks.join(", "));
        let [off, on, unlock] = [CHECKS_OFF, CHECKS_ON, UNLOCK].map(str::to_owned);
        let renamed = aside.into_iter().chain(sql).chain(back);
        [lock].into_iter().chain(questions).chain([off]).chain(renamed).chain([on, unlock]).collect()
    }

    /// What waits meanwhile, in words.
    fn locks(self, changes: &[Change]) -> String {
        let mut tables: Vec<&TableName> = changes.iter().filter_map(Change::table).collect();
        if self == Self::Locked {
            tables.extend(changes.iter().filter_map(|change| match change {
                Change::AddForeignKey { foreign_key, .. } => Some(&foreign_key.parent),
                _ => None,
            }));
        }
        let mut names: Vec<String> = tables.into_iter().map(|table| format!("`{table}`")).collect();
        names.sort();
        names.dedup();
        let names = names.join(", ");
        match self {
            Self::Locked => format!("reads and writes of {names} wait while its rows are looked at"),
            Self::InPlace => format!("nobody waits but for a moment at its beginning and end, on {names}"),
            Self::Copied => format!("writes of {names} wait while it is copied"),
            Self::Chosen => format!("writes of {names} may wait while it is copied: the server chooses how"),
        }
    }
}

/// What LOCK TABLES takes for the foreign keys that are added, and the questions that can be asked then: every word that
/// a question has for a table is locked by itself (`s11_gaps_my 11b`).
fn locked(changes: &[Change], before: &Catalog) -> (Vec<String>, Vec<String>) {
    let engine = before.engine;
    let added = || {
        changes.iter().filter_map(|change| match change {
            Change::AddForeignKey { table, foreign_key } if foreign_key.is_checked() => {
                Some((table, foreign_key))
            }
            _ => None,
        })
    };
    let mut tables: Vec<&TableName> = added().flat_map(|(table, key)| [table, &key.parent]).collect();
    tables.retain(|table| before.table(table).is_some());
    tables.sort();
    tables.dedup();
    let mut locks: Vec<String> =
        tables.iter().map(|table| format!("{} WRITE", write::table_name(engine, table))).collect();
    let is_table = |word: &String| tables.iter().any(|table| table.name.as_str().eq_ignore_ascii_case(word));
    let mut words = (1..).map(|number: u32| [format!("child_{number}"), format!("parent_{number}")]);
    let mut questions = Vec::new();
    for (table, key) in added().filter(|(_, key)| before.table(&key.parent).is_some()) {
        let free = words.find(|pair| !pair.iter().any(is_table));
        let (Some(columns), Some([child, parent])) = (before.parent_columns(key), free) else { continue };
        for (table, word) in [(table, &child), (&key.parent, &parent)] {
            locks.push(format!("{} AS {word} READ", write::table_name(engine, table)));
        }
        let aliases = [child.as_str(), parent.as_str()];
        questions.push(write::orphans_sql_as(before, table, &key.columns, &key.parent, &columns, aliases));
    }
    (locks, questions)
}
