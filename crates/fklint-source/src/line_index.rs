//! From byte offsets to lines and columns.

/// A position for people: both numbers start at 1, the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineCol {
    /// 1-based line.
    pub line: u32,
    /// 1-based column, in characters.
    pub column: u32,
}

/// The starts of all lines of a text.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines of `text` (`\n` ends a line; `\r` before it belongs to the line).
    #[must_use]
    pub fn new(text: &[u8]) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text).map(|at| at as u32 + 1));
        Self { starts }
    }

    /// Number of lines, at least 1.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The 0-based line that holds `offset`.
    #[must_use]
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32 - 1
    }

    /// The offset where the 0-based `line` starts; beyond the last line, `None`.
    #[must_use]
    pub fn start(&self, line: u32) -> Option<u32> {
        self.starts.get(line as usize).copied()
    }

    /// Line and column of `offset` in `text`, which must be the text of this index.
    /// A byte that is no valid UTF-8 counts as one character.
    #[must_use]
    pub fn line_col(&self, text: &[u8], offset: u32) -> LineCol {
        let offset = offset.min(text.len() as u32);
        let line = self.line(offset);
        let start = self.starts[line as usize] as usize;
        let before = &text[start..offset as usize];
        let column = if before.is_ascii() { before.len() } else { characters(before) };
        LineCol { line: line + 1, column: column as u32 + 1 }
    }
}

/// Number of characters; a byte that is no valid UTF-8 counts as one.
#[must_use]
pub fn characters(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().map(|chunk| chunk.valid().chars().count() + chunk.invalid().len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_start_at_one() {
        let text = "a\nbé😀x\r\n".as_bytes();
        let lines = LineIndex::new(text);
        assert_eq!(lines.line_col(text, 0), LineCol { line: 1, column: 1 });
        let x = text.iter().position(|&b| b == b'x').expect("there is an x") as u32;
        assert_eq!(lines.line_col(text, x), LineCol { line: 2, column: 4 });
        assert_eq!(lines.line_col(text, text.len() as u32), LineCol { line: 3, column: 1 });
        assert_eq!(lines.count(), 3);
    }

    #[test]
    fn an_invalid_byte_is_one_character() {
        let text = b"caf\xe9 x";
        assert_eq!(LineIndex::new(text).line_col(text, 5), LineCol { line: 1, column: 6 });
    }
}
