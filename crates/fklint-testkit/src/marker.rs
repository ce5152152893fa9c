//! Markers: comments of a fixture that say what must be found where.

/// A finding that a fixture expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// The 1-based line on which the finding's place starts.
    pub line: u32,
    /// The rule.
    pub rule: String,
    /// Words that the message holds.
    pub words: Option<String>,
}

const SIGN: &str = "-- ~";

/// The markers of a text.
///
/// # Errors
/// When a marker cannot be read: in words, with its line.
pub fn markers(text: &str) -> Result<Vec<Marker>, String> {
    let mut found = Vec::new();
    for (number, line) in (1u32..).zip(text.lines()) {
        let Some((_, list)) = line.split_once(SIGN) else { continue };
        let names = list.trim_start_matches('^');
        let up = (list.len() - names.len()) as u32;
        let Some(marked) = number.checked_sub(up).filter(|line| *line > 0) else {
            return Err(format!("line {number}: the marker points above the file"));
        };
        for (rule, words) in entries(names).map_err(|reason| format!("line {number}: {reason}"))? {
            found.push(Marker { line: marked, rule, words });
        }
    }
    Ok(found)
}

/// `name "words", name` in pieces.
fn entries(list: &str) -> Result<Vec<(String, Option<String>)>, String> {
    let mut rest = list.trim();
    let mut found = Vec::new();
    loop {
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len());
        let name = &rest[..end];
        if name.is_empty() {
            return Err(format!(
                "a marker is `{SIGN} rule-name \"words\", rule-name`, not `{SIGN} {}`",
                list.trim()
            ));
        }
        rest = rest[end..].trim_start();
        let mut words = None;
        if let Some(quoted) = rest.strip_prefix('"') {
            let end = quoted.find('"').ok_or("the quoted words have no end")?;
            words = Some(quoted[..end].to_owned());
            rest = quoted[end + 1..].trim_start();
        }
        found.push((name.to_owned(), words));
        match rest.strip_prefix(',') {
            Some(more) => rest = more.trim_start(),
            None if rest.is_empty() => return Ok(found),
            None => return Err(format!("unexpected `{rest}` after `{name}`")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marker(line: u32, rule: &str, words: Option<&str>) -> Marker {
        Marker { line, rule: rule.to_owned(), words: words.map(str::to_owned) }
    }

    #[test]
    fn markers_point_at_their_line_or_above() {
        let text = "a -- ~ fk-a\nb\n-- ~^ fk-b \"some, words\", fk-c\n-- ~^^^ fk-d\n";
        assert_eq!(
            markers(text).unwrap(),
            [
                marker(1, "fk-a", None),
                marker(2, "fk-b", Some("some, words")),
                marker(2, "fk-c", None),
                marker(1, "fk-d", None)
            ]
        );
    }

    #[test]
    fn a_marker_that_says_nothing_is_refused() {
        for bad in ["-- ~", "-- ~^ fk-a", "x\n-- ~ fk-a \"open", "-- ~ fk-a fk-b", "-- ~ fk-a,"] {
            assert!(markers(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_plain_comment_is_no_marker() {
        assert_eq!(markers("-- about ~ ten\n--~ x\n").unwrap(), []);
    }
}
