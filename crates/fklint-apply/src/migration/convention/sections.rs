//! Both ways in one file, told apart by comments: goose, dbmate, sql-migrate.

use super::plain::stem;
use super::{Draft, Site};
use crate::migration::{FileRole, NewFile};

pub(super) fn goose(site: &Site, draft: &Draft<'_>) -> Vec<NewFile> {
    // goose ends a statement at a line that ends in `;`.
    let kept = |text: String| {
        let inside = text.lines().any(|line| line.trim_end_matches(';').contains(';'));
        if inside && !draft.is_alone() {
            format!("-- +goose StatementBegin\n{text}-- +goose StatementEnd\n")
        } else {
            text
        }
    };
    let (up, down) = (kept(draft.up()), kept(draft.down()));
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
    let (up, down) = (draft.up(), draft.down());
    file(site, draft, format!("-- +migrate Up{option}\n{up}\n-- +migrate Down{option}\n{down}"))
}

fn file(site: &Site, draft: &Draft<'_>, text: String) -> Vec<NewFile> {
    vec![NewFile { path: format!("{}.sql", stem(site, draft)), text, role: FileRole::Up }]
}
