//! Elements of lists and whole statements: taken out, or put in.

use fklint_catalog::{Change, Ident, ObjectPath, Part, TableName, write};
use fklint_reflect::{Declaration, MarkedObject};
use fklint_source::{Edit, Place, Span};

use super::table::behind;
use super::{Editor, Refusal, Site, refuse};

impl Editor<'_> {
    /// Takes a clause out: from a column (`inline`), from the list of its table, from among the actions of its
    /// ALTER TABLE, or with the statement that is nothing else.
    pub(super) fn remove(&mut self, site: Site<'_>, whole: Span, inline: bool) -> Result<(), Refusal> {
        let text = site.text;
        if whole.start == site.statement.start {
            self.delete(site, [text.without_statement()]);
            return Ok(());
        }
        if inline {
            self.delete(site, [text.without(whole)]);
            return Ok(());
        }
        let Some(name) = self.table_mark(site, Part::Name) else {
            return refuse("its table has no name here");
        };
        if self.creates(site) {
            let Some(list) = text.list(name.end) else {
                return refuse("its CREATE TABLE has no list of columns");
            };
            self.delete(site, text.without_element(&list, whole));
            return Ok(());
        }
        let actions = text.actions(name.end);
        let action = actions.element(whole);
        let before = text.tokens(Span::new(action.start, whole.start));
        if before.iter().any(|token| text.bytes(token.span) == b"(") {
            return refuse("it stands in parentheses with others behind ADD");
        }
        if actions.is_only(whole) {
            self.delete(site, [text.without_statement()]);
        } else {
            self.delete(site, text.without_element(&actions, action));
        }
        Ok(())
    }

    /// Puts an element at the end of the list of a table; behind ALTER TABLE where one of its columns comes later.
    pub(super) fn add_element(
        &mut self,
        table: &TableName,
        clause: String,
        columns: &[Ident],
    ) -> Result<(), Refusal> {
        let path = ObjectPath::Table(table.clone());
        let site = self.site(&path, Part::Whole)?;
        let declaration = site.declaration;
        let here = columns.iter().all(|column| {
            let path = ObjectPath::Column(table.clone(), column.clone());
            let found = self.reflection.declaration(&path, Part::Name);
            found.is_some_and(|found| found.statement == declaration.statement)
        });
        if self.creates(site) && here {
            self.added.push((declaration.statement, declaration.change, clause));
            return Ok(());
        }
        self.add_statement(table, &[], &clause)
    }

    /// Adds a clause by an ALTER TABLE behind everything that is said of its table and of others.
    pub(super) fn add_statement(
        &mut self,
        table: &TableName,
        others: &[&TableName],
        clause: &str,
    ) -> Result<(), Refusal> {
        let name = write::table_name(self.after.engine, table);
        self.append(table, others, &format!("ALTER TABLE {name} ADD {clause}"))
    }

    /// Adds a statement behind everything that is said of its table and of others.
    pub(super) fn append(
        &mut self,
        table: &TableName,
        others: &[&TableName],
        statement: &str,
    ) -> Result<(), Refusal> {
        let catalog = &self.reflection.catalog;
        let partitioned = catalog.table(table).is_some_and(|table| table.partition_by.is_some());
        // A partition that is made later would have of its own what is said before it.
        let partitions = catalog.tables().take_while(|_| partitioned);
        let partitions = partitions.filter(|partition| partition.partition_of() == Some(table));
        let tables = others.iter().copied().chain([table]).chain(partitions.map(|table| &table.name));
        let last = tables.filter_map(|table| self.reflection.origins.changing(table).next_back()).max();
        let Some(last) = last else { return refuse(format!("nothing declares `{table}`")) };
        let site = self.statement(last)?;
        self.put_behind(site, statement)
    }

    /// All edits, those that wait for the end of a list among them.
    pub(super) fn finish(mut self) -> Result<Vec<Edit>, Refusal> {
        let mut lists: Vec<((u32, u16), Vec<String>)> = Vec::new();
        for (statement, change, clause) in std::mem::take(&mut self.added) {
            match lists.iter_mut().find(|(at, _)| *at == (statement, change)) {
                Some((_, clauses)) => clauses.push(clause),
                None => lists.push(((statement, change), vec![clause])),
            }
        }
        for ((statement, change), clauses) in lists {
            let object = MarkedObject::Table;
            let site = self.site_of(Declaration { statement, change, object })?;
            self.end_list(site, &clauses)?;
        }
        if self.edits.is_empty() {
            return refuse("nothing in the text would say it otherwise");
        }
        Ok(self.edits)
    }

    /// Puts elements at the end of the list of a table, each on its line where the list has lines.
    fn end_list(&mut self, site: Site<'_>, clauses: &[String]) -> Result<(), Refusal> {
        let name = self.table_mark(site, Part::Name);
        let list = name.and_then(|name| site.text.list(name.end));
        let Some((list, last)) = list.and_then(|list| list.last().map(|last| (list, last))) else {
            return refuse("its CREATE TABLE has no list of columns");
        };
        let text = site.text;
        let newline = if text.starts_line(list.end) {
            let indent = String::from_utf8_lossy(text.indent(list.element(last.span).start));
            format!("{}{indent}", text.newline())
        } else {
            " ".to_owned()
        };
        let elements = clauses.join(&format!(",{newline}"));
        let gap = Span::new(last.span.end, list.end);
        if text.is_blank(gap) {
            self.insert(site, last.span.end, format!(",{newline}{elements}"));
        } else {
            // The comma goes before the comment behind the last element, the new ones after it.
            let blanks = text.bytes(gap).iter().rev().take_while(|byte| byte.is_ascii_whitespace());
            let at = list.end - blanks.count() as u32;
            self.insert(site, last.span.end, ",");
            self.insert(site, at, format!("{newline}{elements}"));
        }
        Ok(())
    }

    /// Whether the change at hand creates a table.
    pub(super) fn creates(&self, site: Site<'_>) -> bool {
        let statement = self.reflection.history.statements.get(site.declaration.statement as usize);
        let change = statement.and_then(|it| it.changes.get(usize::from(site.declaration.change)));
        matches!(change, Some(Change::CreateTable { .. }))
    }

    /// A mark of the table of the change at hand.
    fn table_mark(&self, site: Site<'_>, part: Part) -> Option<Span> {
        let (statement, change) = (site.declaration.statement as usize, site.declaration.change);
        let place = self.reflection.origins.mark(statement, usize::from(change), MarkedObject::Table, part);
        place.map(|Place { span, .. }| span)
    }

    /// Inserts words right behind a part.
    pub(super) fn insert_behind(&mut self, site: Site<'_>, part: Span, words: &str) {
        self.replace(site, behind(part), format!(" {words}"));
    }
}
