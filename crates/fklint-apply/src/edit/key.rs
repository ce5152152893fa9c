//! Keys and checks: elements of a table, words of a column, or statements of their own.

use fklint_catalog::{
    Check, Column, Engine, Generator, Ident, Key, KeyKind, KeyPath, ObjectPath, Part, Table, write,
};

use super::{Editor, Refusal};

impl Editor<'_> {
    /// Makes a key say `to`: a rename in place, anything else anew.
    pub(super) fn key(&mut self, old: &Table, from: &Key, new: &Table, to: &Key) -> Result<(), Refusal> {
        let renamed = Key { name: to.name.clone(), ..from.clone() } == *to;
        if !renamed || to.name.is_none() {
            self.drop_key(old, from)?;
            return self.add_key(new, to);
        }
        let path = ObjectPath::Key(old.name.clone(), KeyPath::of(from));
        let site = self.site(&path, Part::Name)?;
        match (self.mark(site, Part::Name), self.mark(site, Part::Whole), &to.name) {
            (Some(span), _, Some(name)) => self.replace(site, span, write::name(self.after.engine, name)),
            (None, Some(whole), name) if from.constraint => self.name(site, whole, name.as_ref()),
            _ => return Err(undeclared(&path)),
        }
        Ok(())
    }

    pub(super) fn drop_key(&mut self, table: &Table, key: &Key) -> Result<(), Refusal> {
        let path = ObjectPath::Key(table.name.clone(), KeyPath::of(key));
        let site = self.site(&path, Part::Whole)?;
        let Some(whole) = self.mark(site, Part::Whole) else { return Err(undeclared(&path)) };
        let inline = self.mark(site, Part::Columns).is_none();
        self.remove(site, whole, inline)
    }

    /// A constraint goes into the list of its table, and so does an index where the engine lets it; else the index is a
    /// statement of its own.
    pub(super) fn add_key(&mut self, table: &Table, key: &Key) -> Result<(), Refusal> {
        let engine = self.after.engine;
        if engine == Engine::Sqlite && self.add_before_autoincrement(table, key)? {
            return Ok(());
        }
        let columns: Vec<Ident> = key.columns().chain(&key.include).cloned().collect();
        if key.constraint
            || engine.is_mysql_like() && key.kind != KeyKind::Exclusion && key.predicate.is_none()
        {
            return self.add_element(&table.name, write::key_clause(engine, key), &columns);
        }
        self.append(&table.name, &[], &write::key_statement(engine, table, key))
    }

    /// SQLite takes AUTOINCREMENT right behind PRIMARY KEY alone, in the column.
    fn add_before_autoincrement(&mut self, table: &Table, key: &Key) -> Result<bool, Refusal> {
        let [part] = key.parts.as_slice() else { return Ok(false) };
        let column = part.column.as_ref().and_then(|column| table.column(column));
        let counts = |column: &&Column| column.generator == Some(Generator::AutoIncrement);
        let Some(column) = column.filter(counts).filter(|_| key.kind == KeyKind::Primary) else {
            return Ok(false);
        };
        let path = ObjectPath::Column(table.name.clone(), column.name.clone());
        let site = self.site(&path, Part::Generator)?;
        let Some(generator) = self.mark(site, Part::Generator) else { return Ok(false) };
        self.insert(site, generator.start, "PRIMARY KEY ");
        Ok(true)
    }

    pub(super) fn add_check(&mut self, table: &Table, check: &Check) -> Result<(), Refusal> {
        let columns = check.expression.columns.clone().unwrap_or_default();
        self.add_element(&table.name, write::check_clause(self.after.engine, check), &columns)
    }
}

fn undeclared(path: &ObjectPath) -> Refusal {
    Refusal(format!("no clause of its own declares `{}`", path.display(None)))
}
