//! Comments that migration tools read: where the way up ends and the way down starts.

/// What a migration tool takes from a comment line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// What follows is applied.
    Up,
    /// What follows takes back what was applied.
    Down,
    /// What follows, up to [`Marker::StatementEnd`], is sent at once.
    StatementBegin,
    /// The end of what is sent at once.
    StatementEnd,
    /// A Liquibase change set starts.
    Changeset,
    /// The Liquibase comment line itself takes the change set back.
    Rollback,
    /// The end of a statement.
    Breakpoint,
}

/// The marker that a comment is. `line` starts with the comment's sign and holds no line feed;
/// `liquibase` tells that the text is one of Liquibase's.
pub(super) fn parse(line: &[u8], line_start: bool, liquibase: bool) -> Option<Marker> {
    if line.starts_with(b"-->") {
        return word(&line[3..])
            .0
            .eq_ignore_ascii_case(b"statement-breakpoint")
            .then_some(Marker::Breakpoint);
    }
    if !line_start {
        return None;
    }
    let (sign, rest) = match line {
        [b'-', b'-', rest @ ..] => (b'-', rest),
        [b'#', rest @ ..] => (b'#', rest),
        _ => return None,
    };
    let (first, rest) = word(rest);
    if sign == b'#' {
        // Play: `# --- !Ups`
        return if first == b"---" { play(word(rest).0) } else { None };
    }
    match first {
        b"+goose" | b"+migrate" | b"+micrate" | b"rambler" => directed(word(rest).0),
        b"migrate:up" => Some(Marker::Up),
        b"migrate:down" => Some(Marker::Down),
        b"//@UNDO" | b"@UNDO" => Some(Marker::Down),
        b"//" if word(rest).0 == b"@UNDO" => Some(Marker::Down),
        b"changeset" if is_changeset(word(rest).0) => Some(Marker::Changeset),
        b"rollback" if liquibase => Some(Marker::Rollback),
        // node-pg-migrate
        _ if rest.trim_ascii().eq_ignore_ascii_case(b"Migration") => directed(first),
        // tern: `---- create above / drop below ----`
        b"--" if rest.trim_ascii().starts_with(b"create above / drop below") => Some(Marker::Down),
        b"---" => play(word(rest).0),
        _ => play(first),
    }
}

/// Whether a text is one of Liquibase's by its first line.
pub(super) fn is_liquibase(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text).trim_ascii_start();
    let Some(rest) = text.strip_prefix(b"--") else { return false };
    let (first, rest) = word(rest);
    first.eq_ignore_ascii_case(b"liquibase") && word(rest).0.eq_ignore_ascii_case(b"formatted")
}

fn directed(word: &[u8]) -> Option<Marker> {
    [
        ("Up", Marker::Up),
        ("Down", Marker::Down),
        ("StatementBegin", Marker::StatementBegin),
        ("StatementEnd", Marker::StatementEnd),
    ]
    .into_iter()
    .find_map(|(name, marker)| word.eq_ignore_ascii_case(name.as_bytes()).then_some(marker))
}

fn play(word: &[u8]) -> Option<Marker> {
    match word {
        b"!Ups" => Some(Marker::Up),
        b"!Downs" => Some(Marker::Down),
        _ => None,
    }
}

/// `author:id`
fn is_changeset(word: &[u8]) -> bool {
    matches!(memchr::memchr(b':', word), Some(colon) if colon > 0 && colon + 1 < word.len())
}

/// The first word and what follows it.
fn word(text: &[u8]) -> (&[u8], &[u8]) {
    let text = text.trim_ascii_start();
    let end = text.iter().position(u8::is_ascii_whitespace).unwrap_or(text.len());
    text.split_at(end)
}
