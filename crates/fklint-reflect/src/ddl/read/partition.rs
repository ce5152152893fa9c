//! How rows are spread over partitions: kept as text.

use fklint_catalog::Engine;
use smol_str::SmolStr;

use super::cursor::Cursor;

/// What follows `PARTITION BY`: on PostgreSQL the method and its columns; elsewhere all to the end, since the
/// partitions' own definitions and options follow, none of which speaks of the table.
pub(super) fn by(cursor: &mut Cursor<'_>) -> SmolStr {
    let start = cursor.at;
    while !cursor.is_done() && !cursor.is("AS") {
        let columns = cursor.skip_group();
        if columns && cursor.engine == Engine::Postgres {
            break;
        }
        cursor.at += usize::from(!columns);
    }
    cursor.plain_text(start, cursor.at).into()
}

/// `FOR VALUES IN (…)`, `FROM (…) TO (…)`, `WITH (…)`, or `DEFAULT`; empty where none stands here.
pub(super) fn bounds(cursor: &mut Cursor<'_>) -> SmolStr {
    let start = cursor.at;
    if cursor.eat_seq(&["FOR", "VALUES"]) {
        cursor.eat_any(&["IN", "FROM", "WITH"]);
        cursor.skip_group();
        if cursor.eat("TO") {
            cursor.skip_group();
        }
    } else {
        cursor.eat("DEFAULT");
    }
    cursor.plain_text(start, cursor.at).into()
}
