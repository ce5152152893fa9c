//! A table: what differs between how it is and how it should be, object by object.

use fklint_catalog::{Column, ForeignKeyPath, Key, KeyPath, ObjectPath, Part, StorageEngine, Table};
use fklint_source::Span;

use super::{Editor, Refusal, refuse};

impl Editor<'_> {
    /// Edits all declarations of a table's objects.
    pub(super) fn table(&mut self, old: &Table, new: &Table) -> Result<(), Refusal> {
        if old.storage_engine != new.storage_engine {
            self.storage_engine(old, new.storage_engine.as_ref())?;
        }
        if old.unlogged != new.unlogged {
            self.unlogged(old, new.unlogged)?;
        }
        for column in &old.columns {
            match new.column(&column.name) {
                Some(to) if to == column => {}
                Some(to) => self.column(old, column, to)?,
                None => return refuse("it drops or renames a column"),
            }
        }
        self.keys(old, new)?;
        self.foreign_keys(old, new)?;
        for check in &new.checks {
            if !old.checks.contains(check) {
                self.add_check(new, check)?;
            }
        }
        if old.checks.iter().any(|check| !new.checks.contains(check)) {
            return refuse("it drops a CHECK, whose text is not looked for");
        }
        Ok(())
    }

    fn storage_engine(&mut self, table: &Table, engine: Option<&StorageEngine>) -> Result<(), Refusal> {
        let path = ObjectPath::Table(table.name.clone());
        let site = self.site(&path, Part::StorageEngine)?;
        match (self.mark(site, Part::StorageEngine), engine) {
            (Some(span), Some(engine)) => {
                let value = site.text.tokens(span).last().map_or(span, |token| token.span);
                self.replace(site, value, engine.0.as_str());
            }
            (Some(span), None) => self.delete(site, [site.text.without(span)]),
            (None, Some(engine)) => {
                let name = self.mark(site, Part::Name);
                let Some(list) = name.and_then(|name| site.text.list(name.end)) else {
                    return refuse("its CREATE TABLE has no list of columns");
                };
                self.insert(site, list.end + 1, format!(" ENGINE={}", engine.0));
            }
            (None, None) => {}
        }
        Ok(())
    }

    fn unlogged(&mut self, table: &Table, unlogged: bool) -> Result<(), Refusal> {
        let site = self.site(&ObjectPath::Table(table.name.clone()), Part::Unlogged)?;
        let Some(span) = self.mark(site, Part::Unlogged).filter(|_| !unlogged) else {
            return refuse("it makes a table UNLOGGED");
        };
        if site.text.tokens(span).len() > 1 {
            self.replace(site, span, "SET LOGGED");
        } else {
            self.delete(site, [site.text.without(span)]);
        }
        Ok(())
    }

    fn keys(&mut self, old: &Table, new: &Table) -> Result<(), Refusal> {
        let named = |a: &Key, b: &Key| KeyPath::of(a) == KeyPath::of(b);
        let alike = |a: &Key, b: &Key| a.kind == b.kind && a.parts == b.parts;
        let mut pairs = pairs(&old.keys, &new.keys, &[&named, &alike]);
        pairs.move_behind_added();
        for &at in &pairs.dropped {
            self.drop_key(old, &old.keys[at])?;
        }
        for (from, to) in pairs.changed {
            self.key(old, &old.keys[from], new, &new.keys[to])?;
        }
        for &at in &pairs.added {
            self.add_key(new, &new.keys[at])?;
        }
        Ok(())
    }

    fn foreign_keys(&mut self, old: &Table, new: &Table) -> Result<(), Refusal> {
        let pairs = pairs(
            &old.foreign_keys,
            &new.foreign_keys,
            &[
                &|a, b| a.columns == b.columns && a.parent == b.parent,
                &|a, b| a.columns == b.columns,
                &|a, b| a.name.is_some() && a.name == b.name,
                &|a, b| a.parent == b.parent,
            ],
        );
        let path =
            |at: usize| ObjectPath::ForeignKey(old.name.clone(), ForeignKeyPath::of(&old.foreign_keys, at));
        for &at in &pairs.dropped {
            self.drop_foreign_key(&path(at))?;
        }
        for (from, to) in pairs.changed {
            self.foreign_key(old, &path(from), &old.foreign_keys[from], &new.foreign_keys[to])?;
        }
        for &at in &pairs.added {
            self.add_foreign_key(new, &new.foreign_keys[at])?;
        }
        Ok(())
    }

    fn column(&mut self, table: &Table, old: &Column, new: &Column) -> Result<(), Refusal> {
        let path = ObjectPath::Column(table.name.clone(), old.name.clone());
        if old.generated != new.generated || old.on_update != new.on_update || old.comment != new.comment {
            return refuse(format!("`{}` is computed otherwise", path.display(None)));
        }
        self.column_type(&path, old, new)?;
        self.column_words(&path, old, new)?;
        self.column_generator(&path, old, new)?;
        self.column_default(&path, old, new)?;
        self.column_null(&path, old, new)
    }
}

/// What became of the objects of a list.
struct Pairs {
    /// Indices before and after, of those that need nothing.
    same: Vec<(usize, usize)>,
    /// Indices before and after.
    changed: Vec<(usize, usize)>,
    dropped: Vec<usize>,
    added: Vec<usize>,
}

impl Pairs {
    /// Drops and adds those that need nothing but come to stand behind one that stood behind them, or that is new: MySQL
    /// looks at the first index that begins with a foreign key's columns (9.7.4).
    fn move_behind_added(&mut self) {
        let overtakes = |(from, to): (usize, usize), (other, then): (usize, usize)| from < other && then < to;
        let is_moved = |&pair: &(usize, usize)| {
            self.added.iter().any(|&new| new < pair.1)
                || self.same.iter().any(|&other| overtakes(pair, other))
        };
        let (moved, same) = self.same.iter().copied().partition(is_moved);
        self.same = same;
        let moved: Vec<(usize, usize)> = moved;
        self.dropped.extend(moved.iter().map(|pair| pair.0));
        self.added.extend(moved.iter().map(|pair| pair.1));
        self.added.sort_unstable();
    }
}

/// Whether two objects are one, before and after.
type Alike<'a, T> = &'a dyn Fn(&T, &T) -> bool;

/// Pairs objects: the same ones first, which need nothing, then by each criterion.
fn pairs<T: PartialEq>(old: &[T], new: &[T], alike: &[Alike<'_, T>]) -> Pairs {
    let mut left: Vec<usize> = (0..old.len()).collect();
    let mut right: Vec<usize> = (0..new.len()).collect();
    let (mut same, mut changed) = (Vec::new(), Vec::new());
    let equal: Alike<'_, T> = &|a, b| a == b;
    for (nth, alike) in [equal].iter().chain(alike).enumerate() {
        left.retain(|&from| {
            let Some(at) = right.iter().position(|&to| alike(&old[from], &new[to])) else { return true };
            let to = right.remove(at);
            if nth > 0 { &mut changed } else { &mut same }.push((from, to));
            false
        });
    }
    Pairs { same, changed, dropped: left, added: right }
}

/// A range without length behind another.
pub(super) const fn behind(span: Span) -> Span {
    Span::new(span.end, span.end)
}
