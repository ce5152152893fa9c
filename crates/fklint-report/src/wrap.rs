//! Breaks text into lines of a width.

/// How many columns a text takes, near enough for wrapping: East Asian characters and pictures take two.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{1100}' && !('\u{2000}'..'\u{2e80}').contains(&c) { 2 } else { 1 }).sum()
}

/// The lines of `text`, broken at blanks so that none is wider than `width` unless a word is.
/// Lines keep their indentation, and what is broken off is indented alike.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.lines() {
        let indent = &line[..line.len() - line.trim_start().len()];
        let mut current = String::from(indent);
        let mut empty = true;
        for word in line.split_whitespace() {
            if !empty && columns(&current) + 1 + columns(word) > width {
                lines.push(std::mem::replace(&mut current, String::from(indent)));
                empty = true;
            }
            if !empty {
                current.push(' ');
            }
            current.push_str(word);
            empty = false;
        }
        lines.push(current);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_blanks_and_keep_their_indentation() {
        assert_eq!(wrap("one two three\n  four five", 9), ["one two", "three", "  four", "  five"]);
        assert_eq!(wrap("averyveryverylongword x", 5), ["averyveryverylongword", "x"]);
    }
}
