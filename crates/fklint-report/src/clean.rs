//! Keeps the control characters of a schema away from the terminal, one character for one.

use std::borrow::Cow;

/// `text` with its control characters replaced by visible ones.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| visible(c) == c) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(visible).collect())
    }
}

/// Appends a part of a source line: control characters are replaced, tabs stay, and each byte that is no
/// valid UTF-8 becomes one replacement character.
pub(crate) fn push_clean(out: &mut String, bytes: &[u8]) {
    if bytes.iter().all(|&byte| byte.is_ascii() && (byte == b'\t' || !byte.is_ascii_control())) {
        out.extend(bytes.iter().map(|&byte| char::from(byte)));
        return;
    }
    for chunk in bytes.utf8_chunks() {
        out.extend(chunk.valid().chars().map(|c| if c == '\t' { c } else { visible(c) }));
        out.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
}

/// Control characters become their pictures; those that turn the direction of a text, or end a line without
/// looking so, become replacement characters.
fn visible(c: char) -> char {
    match c {
        '\0'..='\x1f' => char::from_u32(0x2400 + c as u32).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\x7f' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_bidi_overrides_become_one_visible_character_each() {
        assert_eq!(clean("a\x1b[31mb\u{202e}c\u{9b}d\x7f"), "a\u{241b}[31mb\u{fffd}c\u{fffd}d\u{2421}");
        assert!(matches!(clean("größe 表"), Cow::Borrowed(_)));
    }

    #[test]
    fn invalid_bytes_are_one_replacement_character_each_and_tabs_stay() {
        let mut out = String::new();
        push_clean(&mut out, b"caf\xe9\xe8\tx\x1b");
        assert_eq!(out, "caf\u{fffd}\u{fffd}\tx\u{241b}");
    }
}
