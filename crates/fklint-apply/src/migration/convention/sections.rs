//! Both ways in one file, told apart by comments: goose, dbmate, sql-migrate, node-pg-migrate.

use super::plain::stem;
use super::{Draft, Site};
use crate::migration::{FileRole, NewFile};

pub(super) fn goose(site: &Site, draft: &Draft<'_>) -> Vec<NewFile> {
    let (up, down) = (whole("goose", draft.up(), draft), whole("goose", draft.down(), draft));
    let text = format!("-- +goose Up\n{up}\n-- +goose Down\n{down}");
    file(site, draft, draft.marked("-- +goose NO TRANSACTION", &text))
}

pub(super) fn dbmate(site: &Site, draft: &Draft<'_>) -> Vec<NewFile> {
    let option = if draft.is_alone() { " transaction:false" } else { "" };
    let (up, down) = (draft.up(), draft.down());
    file(site, draft, format!("-- migrate:up{option}\n{up}\n-- migrate:down{option}\n{down}"))
}

pub(super) fn sql_migrate(site: &Site, draft: &Draft<'_>) -> Vec<NewFile> {
    let option = if draft.is_alone() { " notransaction" } else { "" };
    let (up, down) = (whole("migrate", draft.up(), draft), whole("migrate", draft.down(), draft));
    file(site, draft, format!("-- +migrate Up{option}\n{up}\n-- +migrate Down{option}\n{down}"))
}

/// It sends each way to the server at once, in a transaction that no mark keeps away.
pub(super) fn node_pg_migrate(site: &Site, draft: &Draft<'_>) -> Vec<NewFile> {
    file(site, draft, format!("-- Up Migration\n{}\n-- Down Migration\n{}", draft.up(), draft.down()))
}

/// Marks statements with a line that ends in `;` before their end: there these tools would end them.
fn whole(tool: &str, text: String, draft: &Draft<'_>) -> String {
    let statements = draft.unit.up.iter().chain(&draft.unit.down);
    statements.filter(|statement| statement.contains(";\n")).fold(text, |text, statement| {
        let marked = format!("-- +{tool} StatementBegin\n{statement};\n-- +{tool} StatementEnd\n");
        text.replace(&format!("{statement};\n"), &marked)
    })
}

fn file(site: &Site, draft: &Draft<'_>, text: String) -> Vec<NewFile> {
    vec![NewFile { path: format!("{}.sql", stem(site, draft)), text, role: FileRole::Up }]
}
