//! Text edits: a plan carried out where its objects are declared.
//!
//! What a plan means is what it does to the catalog. So the interpreter never looks at single changes: it applies the
//! plan to the tables that it is about, and gives each object that differs afterwards another text where it was
//! declared. A key that is dropped and added again with another action is an edit of that action alone.
//!
//! Edits are splices on byte ranges: nothing is printed back from a tree. Nothing here reads or writes a file.

mod column;
mod element;
mod foreign_key;
mod key;
mod promise;
mod script;
mod splice;
mod table;
mod text;

use fklint_catalog::{Catalog, Change, ObjectPath, Part, TableEdit, TableName};
use fklint_reflect::{Declaration, Reflection};
use fklint_rule::Plan;
use fklint_source::{Edit, FileId, Place, SourceMap, Span};

pub use promise::Promise;
pub use splice::{collide, spliced};
use text::Text;

/// Why a plan has no edits: one sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

/// The edits of the texts of `reflection` that carry out `plan`, in the order of its objects.
///
/// They are a proposal until the edited texts were read again: only that shows whether a [`Promise`] is kept, since a
/// later statement may undo what an earlier one says.
///
/// # Errors
/// When something that the plan changes is not declared in a text that can be edited.
pub fn edits(plan: &Plan, reflection: &Reflection, sources: &SourceMap) -> Result<Vec<Edit>, Refusal> {
    let catalog = &reflection.catalog;
    let mut touched: Vec<&TableName> = Vec::new();
    for change in plan.changes() {
        match change {
            Change::AlterColumn { .. }
            | Change::AddKey { .. }
            | Change::DropKey { .. }
            | Change::AddForeignKey { .. }
            | Change::DropForeignKey { .. }
            | Change::AlterForeignKey { .. }
            | Change::DropConstraint { .. }
            | Change::RenameConstraint { .. }
            | Change::AddCheck { .. }
            | Change::DropCheck { .. }
            | Change::AlterTable { edit: TableEdit::Unlogged(_), .. }
            | Change::SetStorageEngine { .. } => {}
            _ => return refuse("it makes, drops or renames whole tables or columns"),
        }
        if let Some(table) = change.table().filter(|table| !touched.contains(table)) {
            touched.push(table);
        }
    }
    let before = catalog.subset(touched.iter().copied());
    let mut after = before.clone();
    for change in plan.changes() {
        after.apply(change).map_err(|error| Refusal(format!("it does not fit the schema: {error}")))?;
    }
    promise::forget_made_names(&mut after, &promise::said_names(&before, [plan]));
    let mut editor = Editor { reflection, sources, after: &after, edits: Vec::new(), added: Vec::new() };
    for name in touched {
        let (Some(old), Some(new)) = (before.table(name), after.table(name)) else {
            return Err(Refusal(format!("`{name}` is declared nowhere in what was read")));
        };
        editor.table(old, new)?;
    }
    plan.script_edits().try_for_each(|edit| editor.script_edit(edit))?;
    editor.finish()
}

/// A text and the edits of it so far.
struct Editor<'a> {
    reflection: &'a Reflection,
    sources: &'a SourceMap,
    /// The tables as they should be.
    after: &'a Catalog,
    edits: Vec<Edit>,
    /// Elements that tables get, by the statement that has the list.
    added: Vec<(u32, u16, String)>,
}

/// A declaration that can be edited.
#[derive(Clone, Copy)]
struct Site<'a> {
    declaration: Declaration,
    file: FileId,
    /// The whole statement.
    statement: Span,
    text: Text<'a>,
}

impl<'a> Editor<'a> {
    /// The declaration of an object, or of a part of it.
    fn site(&self, path: &ObjectPath, part: Part) -> Result<Site<'a>, Refusal> {
        let Some(declaration) = self.reflection.declaration(path, part) else {
            return Err(Refusal(format!("no text declares `{}` under this name", path.display(None))));
        };
        self.site_of(declaration)
    }

    fn site_of(&self, declaration: Declaration) -> Result<Site<'a>, Refusal> {
        let index = declaration.statement as usize;
        let history = &self.reflection.history;
        let (Some(statement), Some(place)) =
            (history.statements.get(index), self.reflection.origins.statement(index))
        else {
            return refuse("its declaration was not kept");
        };
        if statement.dynamic {
            return refuse(
                "it is declared inside a string, a block or a routine, which may run under a condition",
            );
        }
        if history.scripts.get(statement.script as usize).is_some_and(|script| script.migration) {
            return refuse(
                "it is declared by a migration, and history is never rewritten: `--migration DIR` writes a new one",
            );
        }
        let file = self.sources.file(place.file);
        let engine = self.reflection.catalog.engine;
        Ok(Site {
            declaration,
            file: place.file,
            statement: place.span,
            text: Text::new(&file.text, engine, place.span),
        })
    }

    /// The place of a part of a declaration; `None` where it says nothing of it.
    fn mark(&self, site: Site<'_>, part: Part) -> Option<Span> {
        let Declaration { statement, change, object } = site.declaration;
        let place = self.reflection.origins.mark(statement as usize, usize::from(change), object, part);
        place.map(|place| place.span)
    }

    fn replace(&mut self, site: Site<'_>, span: Span, text: impl Into<String>) {
        self.edits.push(Edit { place: Place { file: site.file, span }, text: text.into() });
    }

    fn insert(&mut self, site: Site<'_>, at: u32, text: impl Into<String>) {
        self.replace(site, Span::new(at, at), text);
    }

    fn delete(&mut self, site: Site<'_>, spans: impl IntoIterator<Item = Span>) {
        spans.into_iter().for_each(|span| self.replace(site, span, ""));
    }
}

fn refuse<T>(why: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal(why.into()))
}
