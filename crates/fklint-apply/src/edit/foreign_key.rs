//! Foreign keys: each attribute is a part of the clause, wherever the clause stands.

use fklint_catalog::{
    Action, Deferrable, Force, ForeignKey, Ident, IgnoredBecause, MatchKind, ObjectPath, Part, Table, Target,
    write,
};
use fklint_source::Span;

use super::{Editor, Refusal, Site, refuse};

impl Editor<'_> {
    /// Makes the clause of a foreign key say `new`.
    pub(super) fn foreign_key(
        &mut self,
        table: &Table,
        path: &ObjectPath,
        old: &ForeignKey,
        new: &ForeignKey,
    ) -> Result<(), Refusal> {
        let site = self.site(path, Part::Whole)?;
        let (Some(whole), Some(references)) =
            (self.mark(site, Part::Whole), self.mark(site, Part::References))
        else {
            return Err(Refusal(format!("no clause declares `{}`", path.display(None))));
        };
        let inline = self.mark(site, Part::Columns).is_none();
        let wakes = old.force == Force::Ignored(IgnoredBecause::InlineReferences) && new.is_checked();
        if inline && (wakes || old.columns != new.columns) {
            self.remove(site, whole, true)?;
            return self.add_element(
                &table.name,
                write::foreign_key_clause(self.after, &table.name, new),
                &new.columns,
            );
        }
        let converts =
            self.after.table(&table.name).is_some_and(|now| now.storage_engine != table.storage_engine);
        if old.force == Force::Ignored(IgnoredBecause::StorageEngine) && new.is_checked() && !converts {
            // The storage engine dropped the clause when the statement ran, whatever the table was converted to later.
            self.remove(site, whole, inline)?;
            let clause = write::foreign_key_clause(self.after, &table.name, new);
            return self.add_statement(&table.name, &[&new.parent], &clause);
        }
        let engine = self.after.engine;
        if old.name != new.name {
            self.name(site, whole, new.name.as_ref());
        }
        if old.columns != new.columns
            && let Some(span) = self.mark(site, Part::Columns)
        {
            self.replace(site, span, write::column_list(engine, &new.columns));
        }
        if let Some(parent) = self.mark(site, Part::Parent) {
            if old.parent != new.parent {
                self.replace(site, parent, write::table_name(engine, &new.parent));
            }
            if old.target != new.target {
                let text = match &new.target {
                    Target::Columns(columns) => format!(" {}", write::column_list(engine, columns)),
                    Target::ParentPrimaryKey => String::new(),
                };
                self.replace(site, Span::new(parent.end, references.end), text);
            }
        }
        self.tail(site, references, old, new);
        self.state(site, path, old, new)
    }

    /// `MATCH`, the actions, and when it is checked.
    fn tail(&mut self, site: Site<'_>, references: Span, old: &ForeignKey, new: &ForeignKey) {
        use Part::{Deferrable as Deferral, Match, OnDelete, OnUpdate};
        let lower = site.text.bytes(references).first().is_some_and(u8::is_ascii_lowercase);
        let cased = |words: &str| if lower { words.to_ascii_lowercase() } else { words.to_owned() };
        let action = |clause: &str, action: Action| match action {
            Action::NoAction => String::new(),
            action => cased(&format!("{clause} {}", action.sql())),
        };
        let matches = match new.match_kind {
            MatchKind::Simple => "",
            MatchKind::Full => "MATCH FULL",
            MatchKind::Partial => "MATCH PARTIAL",
        };
        let deferrable = match new.deferrable {
            Deferrable::No => "",
            Deferrable::InitiallyImmediate => "DEFERRABLE",
            Deferrable::InitiallyDeferred => "DEFERRABLE INITIALLY DEFERRED",
        };
        let deletes = (old.on_delete, &old.set_columns) != (new.on_delete, &new.set_columns);
        let mut on_delete = action("ON DELETE", new.on_delete);
        if !new.set_columns.is_empty() {
            on_delete.push(' ');
            on_delete.push_str(&write::column_list(self.after.engine, &new.set_columns));
        }
        let on_update = action("ON UPDATE", new.on_update);
        let parts: [(bool, Part, &[Part], String); 4] = [
            (old.match_kind != new.match_kind, Match, &[], cased(matches)),
            (deletes, OnDelete, &[Match, OnUpdate], on_delete),
            (old.on_update != new.on_update, OnUpdate, &[Match, OnDelete], on_update),
            (old.deferrable != new.deferrable, Deferral, &[Match, OnDelete, OnUpdate], cased(deferrable)),
        ];
        for (_, part, behind, text) in parts.into_iter().filter(|(differs, ..)| *differs) {
            self.part(site, references, part, behind, text);
        }
    }

    /// Gives a part another text, where it stands or behind those that come before it; nothing deletes it.
    fn part(&mut self, site: Site<'_>, references: Span, part: Part, behind: &[Part], text: String) {
        let here = self.mark(site, part);
        match here {
            Some(span) if text.is_empty() => self.delete(site, [site.text.without(span)]),
            Some(span) => self.replace(site, span, text),
            None if text.is_empty() => {}
            None => {
                let parts = behind.iter().filter_map(|&part| self.mark(site, part));
                let last = parts.max_by_key(|span| span.end);
                // A part on a line of its own is followed by one on the next.
                let gap = last.map(|last| {
                    let without = site.text.without(last);
                    site.text.bytes(Span::new(without.start, last.start))
                });
                let gap = gap.filter(|gap| gap.contains(&b'\n')).map(String::from_utf8_lossy);
                let at = last.map_or(references.end, |last| last.end.max(references.end));
                self.insert(site, at, format!("{}{text}", gap.as_deref().unwrap_or(" ")));
            }
        }
    }

    /// Whether it is checked.
    fn state(
        &mut self,
        site: Site<'_>,
        path: &ObjectPath,
        old: &ForeignKey,
        new: &ForeignKey,
    ) -> Result<(), Refusal> {
        // What its storage engine drops is there with another engine, which is the table's to say.
        if old.force == new.force || old.force == Force::Ignored(IgnoredBecause::StorageEngine) {
            return Ok(());
        }
        match (self.mark(site, Part::State), new.force) {
            (Some(span), Force::Enforced) => self.delete(site, [site.text.without(span)]),
            _ => {
                let why = "is switched by another statement than the one that declares it";
                return Err(Refusal(format!("`{}` {why}", path.display(None))));
            }
        }
        Ok(())
    }

    /// Gives a constraint another name, or its first.
    pub(super) fn name(&mut self, site: Site<'_>, whole: Span, name: Option<&Ident>) {
        let Some(name) = name else { return };
        let text = write::name(self.after.engine, name);
        match self.mark(site, Part::Name) {
            Some(span) => self.replace(site, span, text),
            None => self.insert(site, whole.start, format!("CONSTRAINT {text} ")),
        }
    }

    pub(super) fn drop_foreign_key(&mut self, path: &ObjectPath) -> Result<(), Refusal> {
        let site = self.site(path, Part::Whole)?;
        let Some(whole) = self.mark(site, Part::Whole) else {
            return Err(Refusal(format!("no clause declares `{}`", path.display(None))));
        };
        let inline = self.mark(site, Part::Columns).is_none();
        self.remove(site, whole, inline)
    }

    pub(super) fn add_foreign_key(&mut self, table: &Table, key: &ForeignKey) -> Result<(), Refusal> {
        let created = |name| {
            let path = ObjectPath::Table(name);
            self.reflection.declaration(&path, Part::Whole).map(|declaration| declaration.statement)
        };
        let (child, parent) = (created(table.name.clone()), created(key.parent.clone()));
        let clause = write::foreign_key_clause(self.after, &table.name, key);
        let semantics = fklint_catalog::Semantics::for_catalog(self.after);
        let forward = semantics.forward_reference == fklint_catalog::semantics::ForwardReference::Accepted;
        match (child, parent) {
            (Some(child), Some(parent)) if parent <= child || forward => {
                self.add_element(&table.name, clause, &key.columns)
            }
            (Some(_), Some(_)) => self.add_statement(&table.name, &[&key.parent], &clause),
            _ => refuse("its tables are not created in what was read"),
        }
    }
}
