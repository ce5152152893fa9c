//! yoyo: `0002_name.sql`, which names the one that it depends on, and `0002_name.rollback.sql`.

use super::plain::{self, stem};
use super::{Draft, Number, Site, split};
use crate::migration::{FileRole, NewFile};

pub(super) fn number(path: &str) -> Option<Number<'_>> {
    let number = plain::number(path)?;
    let (_, name) = split(path);
    let rest = &name[number.version.len()..];
    // `20240131_01_Xy1zA-name` counts within the day.
    let mut parts = name.splitn(3, '_');
    let counts = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if let (8, Some(_), Some(nth), Some(_)) = (number.version.len(), parts.next(), parts.next(), parts.next())
        && counts(nth)
    {
        return Some(Number { version: &name[..11], ..number });
    }
    Some(Number { separator: if rest.starts_with('.') { '.' } else { number.separator }, ..number })
}

pub(super) fn files(site: &Site, draft: &Draft<'_>) -> Vec<NewFile> {
    let mut head = format!("-- depends: {}\n", draft.behind);
    if draft.is_alone() {
        head.push_str("-- transactional: false\n");
    }
    let file = |end: &str, text, role| NewFile { path: format!("{}{end}", stem(site, draft)), text, role };
    vec![file(".sql", head + &draft.up(), FileRole::Up), file(".rollback.sql", draft.down(), FileRole::Down)]
}
