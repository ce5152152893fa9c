//! Edits of a script: statements that are moved, put in, or made of a clause.

use fklint_catalog::{Change, ForeignKeyPath, ObjectPath, Part, TableName, write};
use fklint_reflect::{Declaration, MarkedObject};
use fklint_rule::{ScriptEdit, ScriptPlace};
use fklint_source::{FileId, Span};

use super::{Editor, Refusal, Site, refuse};

impl<'a> Editor<'a> {
    pub(super) fn script_edit(&mut self, edit: &ScriptEdit) -> Result<(), Refusal> {
        match edit {
            ScriptEdit::MoveForeignKey { table, foreign_key } => self.move_foreign_key(table, foreign_key),
            ScriptEdit::MoveStatement { statement, to } => {
                let site = self.statement(*statement)?;
                let text = self.said_by(site, site.statement)?;
                self.delete(site, [site.text.without_statement()]);
                self.put(*to, &text)
            }
            ScriptEdit::OrderDrops { statement, tables } => self.order_drops(*statement, tables),
            ScriptEdit::OrderClauses { table, foreign_key, order, gone } => {
                self.order_clauses(table, foreign_key, order, gone)
            }
            ScriptEdit::Insert { sql, at, .. } => self.put(*at, sql),
        }
    }

    /// The names change their places, and what stands between them stays.
    fn order_drops(&mut self, index: u32, tables: &[TableName]) -> Result<(), Refusal> {
        let site = self.statement(index)?;
        let changes = &self.reflection.history.statements[index as usize].changes;
        let mut named: Vec<(&TableName, Span)> = Vec::new();
        for (nth, change) in (0..).zip(changes) {
            let place = self.reflection.origins.mark(index as usize, nth, MarkedObject::Table, Part::Name);
            if let (Change::DropTable { name, .. }, Some(place)) = (change, place) {
                named.push((name, place.span));
            }
        }
        if named.len() != tables.len() {
            return refuse("it does not name the same tables");
        }
        for (&(here, span), table) in named.iter().zip(tables).filter(|((here, _), table)| here != table) {
            let Some(&(_, from)) = named.iter().find(|(name, _)| *name == table) else {
                return Err(Refusal(format!("it does not drop `{table}` where it drops `{here}`")));
            };
            let text = self.said_by(site, from)?;
            self.replace(site, span, text);
        }
        Ok(())
    }

    /// The clauses change their places, and what stands between them stays; those that have no place any more go.
    fn order_clauses(
        &mut self,
        table: &TableName,
        key: &ForeignKeyPath,
        order: &[u8],
        gone: &[u8],
    ) -> Result<(), Refusal> {
        let path = ObjectPath::ForeignKey(table.clone(), key.clone());
        let site = self.site(&path, Part::Whole)?;
        let span = |nth: u8| {
            let missing = || Refusal(format!("no clause declares `{}`", path.display(None)));
            self.mark(site, Part::Clause(nth)).ok_or_else(missing)
        };
        // Those that stay side by side move as one.
        let runs = order.chunk_by(|&one, &next| next == one + 1);
        let runs = runs.map(|run| Ok(Span::new(span(run[0])?.start, span(run[run.len() - 1])?.end)));
        let runs: Vec<Span> = runs.collect::<Result<_, Refusal>>()?;
        let mut places = runs.clone();
        places.sort_by_key(|span| span.start);
        let mut edits = Vec::new();
        for (here, from) in places.into_iter().zip(runs).filter(|(here, from)| here != from) {
            edits.push((here, self.said_by(site, from)?));
        }
        for &nth in gone {
            edits.push((site.text.without(span(nth)?), String::new()));
        }
        edits.into_iter().for_each(|(span, text)| self.replace(site, span, text));
        Ok(())
    }

    /// The clause as it is written, as an ALTER TABLE behind what the same script says of its tables.
    fn move_foreign_key(&mut self, table: &TableName, key: &ForeignKeyPath) -> Result<(), Refusal> {
        let path = ObjectPath::ForeignKey(table.clone(), key.clone());
        let keys = self.reflection.catalog.table(table).map_or(&[][..], |table| &table.foreign_keys);
        let (site, Some(key)) = (self.site(&path, Part::Whole)?, key.find(keys).map(|at| &keys[at])) else {
            return refuse("the foreign key is there no more");
        };
        let Some(whole) = self.mark(site, Part::Whole) else {
            return Err(Refusal(format!("no clause declares `{}`", path.display(None))));
        };
        let inline = self.mark(site, Part::Columns).is_none();
        let catalog = &self.reflection.catalog;
        let clause =
            if inline { write::foreign_key_clause(catalog, table, key) } else { self.said_by(site, whole)? };
        let script = self.script_of(site.declaration.statement);
        let changing = [table, &key.parent].into_iter();
        let changing = changing.flat_map(|table| self.reflection.origins.changing(table));
        let Some(last) = changing.filter(|&statement| self.script_of(statement) == script).max() else {
            return refuse("its script says nothing of its tables");
        };
        self.remove(site, whole, inline)?;
        let name = write::table_name(catalog.engine, table);
        let last = self.statement(last)?;
        self.put_behind(last, &format!("ALTER TABLE {name} ADD {clause}"))
    }

    fn put(&mut self, place: ScriptPlace, statement: &str) -> Result<(), Refusal> {
        match place {
            ScriptPlace::Before(index) => {
                let site = self.statement(index)?;
                let at = site.statement.start;
                let indent = String::from_utf8_lossy(site.text.indent(at));
                self.insert(site, at, format!("{statement};{}{indent}", site.text.newline()));
                Ok(())
            }
            ScriptPlace::Behind(index) => {
                let site = self.statement(index)?;
                self.put_behind(site, statement)
            }
            ScriptPlace::End(script) => {
                let mut statements = self.reflection.history.statements.iter();
                let Some(last) = statements.rposition(|statement| statement.script == script) else {
                    return refuse("its script has no statement");
                };
                let site = self.statement(last as u32)?;
                let end = self.sources.file(site.file).text.len() as u32;
                let rest = site.text.tokens(Span::new(site.statement.end, end));
                let newline = site.text.newline();
                let on_a_line = self.sources.file(site.file).text.ends_with(b"\n");
                let (before, behind) = if on_a_line { ("", newline) } else { (newline, "") };
                let last = rest.last().map_or(site.statement.end, |token| token.span.end);
                let ended = rest.last().is_some_and(|token| site.text.bytes(token.span) == b";");
                // Once, whatever is put there.
                if !ended && !self.edits.iter().any(|edit| edit.text == ";" && edit.place.span.end == last) {
                    self.insert(site, last, ";");
                }
                self.insert(site, end, format!("{before}{statement};{behind}"));
                Ok(())
            }
        }
    }

    pub(super) fn put_behind(&mut self, site: Site<'_>, statement: &str) -> Result<(), Refusal> {
        let Some((at, text)) = site.text.behind(statement) else {
            return refuse("the statement before it does not end with `;`");
        };
        self.insert(site, at, text);
        Ok(())
    }

    /// A whole statement.
    pub(super) fn statement(&self, index: u32) -> Result<Site<'a>, Refusal> {
        self.site_of(Declaration { statement: index, change: 0, object: MarkedObject::Table })
    }

    fn script_of(&self, statement: u32) -> Option<(u32, FileId)> {
        let script = self.reflection.history.statements.get(statement as usize)?.script;
        Some((script, self.reflection.origins.statement(statement as usize)?.file))
    }

    /// A part of a statement as it is written.
    fn said_by(&self, site: Site<'_>, span: Span) -> Result<String, Refusal> {
        let bytes = site.text.bytes(span).to_vec();
        String::from_utf8(bytes).map_err(|_| Refusal("what would be moved is no UTF-8".to_owned()))
    }
}
