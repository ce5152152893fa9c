//! What servers have in common: questions to the rows, and what is said when they refuse.

use super::Stop;
use super::hands::in_the_way;
use super::patience::Failure;
use crate::session::{EngineError, Session};

/// How many rows a SELECT gives, and in words the first of them.
pub(super) fn ask(session: &mut Session, select: &str) -> Result<(u64, String), EngineError> {
    let count = session.value(&format!("SELECT COUNT(*) FROM (\n{select}\n) AS asked"))?;
    let count: u64 = count.parse().map_err(EngineError::other)?;
    if count == 0 {
        return Ok((0, String::new()));
    }
    let rows = session.run(&format!("SELECT * FROM (\n{select}\n) AS asked LIMIT 3"))?.rows;
    let shown =
        |value: &Option<String>| value.as_ref().map_or_else(|| "NULL".to_owned(), |text| format!("'{text}'"));
    let rows = rows.iter().map(|row| row.iter().map(shown).collect::<Vec<_>>().join(", "));
    Ok((count, rows.collect::<Vec<_>>().join("; ")))
}

/// Asks what must give no row; `failed` tells what to make of a refusal.
pub(super) fn expect_none(
    session: &mut Session,
    select: &str,
    failed: impl FnOnce(&EngineError, &str) -> Failure,
) -> Result<(), Failure> {
    match ask(session, select) {
        Ok((0, _)) => Ok(()),
        Ok((rows, some)) => Err(Stop(in_the_way(rows, &some, select)).into()),
        Err(error) => Err(failed(&error, select)),
    }
}

/// What an engine said, at which statement, and the way out where there is one.
pub(super) fn told(error: &EngineError, statement: &str, way_out: &str) -> Stop {
    let first = statement.lines().next().unwrap_or_default();
    Stop(format!("{error}, at {first}{way_out}"))
}

/// Those who hold what others wait for, in words: from rows of who, since when, and what they do.
pub(super) fn in_words(holders: &[Vec<Option<String>>]) -> String {
    let one =
        |row: &Vec<Option<String>>| row.iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ");
    let all: Vec<String> = holders.iter().map(one).collect();
    if all.is_empty() { String::new() } else { format!("; in its way: {}", all.join(", ")) }
}
