//! A rule's page in the terminal.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use crate::clean::clean;
use crate::wrap::wrap;

/// Renders the Markdown that rule pages are written in: headings, paragraphs, lists, tables, fenced code.
#[must_use]
pub fn render(markdown: &str, width: usize, color: bool) -> String {
    let mut page = Page { out: String::new(), width: width.clamp(40, 100), color };
    let mut paragraph = String::new();
    let mut fence = None;
    for line in markdown.lines() {
        let trimmed = line.trim_start();
        if let Some(marker) = ["```", "~~~"].into_iter().find(|marker| trimmed.starts_with(marker)) {
            if fence.take_if(|open| *open == marker).is_none() {
                page.paragraph(&mut paragraph);
                fence = Some(marker);
            }
        } else if fence.is_some() {
            page.code(line);
        } else if line.starts_with('#') {
            page.paragraph(&mut paragraph);
            page.heading(line.trim_start_matches('#').trim());
        } else if trimmed.is_empty() {
            page.paragraph(&mut paragraph);
            page.blank();
        } else if trimmed.starts_with('|') {
            page.paragraph(&mut paragraph);
            page.code(trimmed);
        } else {
            if is_item(trimmed) {
                page.paragraph(&mut paragraph);
            }
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(if paragraph.is_empty() { line.trim_end() } else { trimmed.trim_end() });
        }
    }
    page.paragraph(&mut paragraph);
    page.out
}

struct Page {
    out: String,
    width: usize,
    color: bool,
}

impl Page {
    fn heading(&mut self, text: &str) {
        self.blank();
        self.styled(text, Style::new().bold());
        self.out.push('\n');
    }

    fn code(&mut self, line: &str) {
        self.out.push_str("    ");
        self.styled(line, AnsiColor::Cyan.on_default());
        self.out.push('\n');
    }

    /// Writes what was gathered: wrapped, list items with a hanging indent.
    fn paragraph(&mut self, text: &mut String) {
        let text = std::mem::take(text);
        let trimmed = text.trim_start();
        if trimmed.is_empty() {
            return;
        }
        let indent = text.len() - trimmed.len();
        let marker = if is_item(trimmed) { trimmed.find(' ').map_or(0, |at| at + 1) } else { 0 };
        let (bullet, body) = trimmed.split_at(marker);
        let hang = indent + marker;
        for (index, line) in wrap(&clean(body), self.width.saturating_sub(hang)).iter().enumerate() {
            let lead = if index == 0 { bullet } else { "" };
            // Writing to a string cannot fail.
            let _ = write!(self.out, "{:indent$}{lead:marker$}", "");
            self.inline(line);
            self.out.push('\n');
        }
    }

    /// Code between backticks is coloured; emphasis marks go away.
    fn inline(&mut self, line: &str) {
        for (index, piece) in line.split('`').enumerate() {
            if index % 2 == 1 {
                let piece = format!("`{piece}`");
                self.styled(&piece, AnsiColor::Cyan.on_default());
            } else {
                self.out.push_str(&piece.replace("**", ""));
            }
        }
    }

    fn styled(&mut self, text: &str, style: Style) {
        let text = clean(text);
        let _ =
            if self.color { write!(self.out, "{style}{text}{style:#}") } else { write!(self.out, "{text}") };
    }

    /// One empty line, never two, and none at the top.
    fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }
}

fn is_item(line: &str) -> bool {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    ["- ", "* ", "+ "].iter().any(|bullet| line.starts_with(bullet))
        || number.len() < line.len() && number.starts_with(". ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_lists_and_code_are_laid_out() {
        let page = "# fk-x\n\nOne `two`\nthree.\n\n- first item\n  goes on\n- second\n\n```sql\nSELECT 1;\n```\nEnd.\n";
        assert_eq!(
            render(page, 80, false),
            "fk-x\n\nOne `two` three.\n\n- first item goes on\n- second\n\n    SELECT 1;\nEnd.\n"
        );
        assert!(render(page, 80, true).starts_with("\x1b[1mfk-x\x1b[0m\n"));
    }

    #[test]
    fn long_items_hang_under_their_text() {
        let page = format!("- {}", "word ".repeat(12));
        assert_eq!(render(&page, 40, false).lines().nth(1), Some("  word word word word word"));
    }
}
