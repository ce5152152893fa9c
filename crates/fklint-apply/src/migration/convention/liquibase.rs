//! Liquibase's formatted SQL: a file of one change set.

use super::plain::stem;
use super::{Draft, Site};
use crate::migration::{FileRole, NewFile};

pub(super) fn files(site: &Site, draft: &Draft<'_>) -> Vec<NewFile> {
    let option = if draft.is_alone() { " runInTransaction:false" } else { "" };
    let Draft { version, name, .. } = draft;
    let (head, up) = (format!("--changeset fklint:{version}_{name}{option}"), draft.up());
    // A change set without a rollback cannot be rolled back: Liquibase says so, and stops.
    let down: String = match &draft.unit.one_way {
        None => draft.down().lines().map(|line| format!("--rollback {line}\n")).collect(),
        Some(why) => format!("-- There is no way back: {why}\n"),
    };
    let text = format!("--liquibase formatted sql\n\n{head}\n{up}{down}");
    vec![NewFile { path: format!("{}.sql", stem(site, draft)), text, role: FileRole::Up }]
}
