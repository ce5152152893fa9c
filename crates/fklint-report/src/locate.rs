//! Lines and columns of many places, fast even where a file is one long line.

use std::collections::HashMap;

use fklint_source::{FileId, LineCol, SourceMap, characters};

/// Finds lines and columns, counting from the last place it was asked for: findings come sorted by place, so
/// no line is counted twice from its start.
#[derive(Debug)]
pub struct Locator<'s> {
    sources: &'s SourceMap,
    last: HashMap<FileId, (u32, LineCol)>,
}

impl<'s> Locator<'s> {
    /// A locator of places in `sources`.
    #[must_use]
    pub fn new(sources: &'s SourceMap) -> Self {
        Self { sources, last: HashMap::new() }
    }

    /// Line and column of a byte offset.
    pub fn line_col(&mut self, file: FileId, offset: u32) -> LineCol {
        let source = self.sources.file(file);
        let offset = offset.min(source.text.len() as u32);
        let lines = source.lines();
        let line = lines.line(offset);
        let start = lines.start(line).unwrap_or(0);
        let known = self
            .last
            .get(&file)
            .filter(|(at, known)| known.line == line + 1 && at.abs_diff(offset) < offset - start);
        let found = match known {
            Some(&(at, known)) if at <= offset => {
                let between = characters(&source.text[at as usize..offset as usize]) as u32;
                LineCol { line: line + 1, column: known.column + between }
            }
            Some(&(at, known)) => {
                let between = characters(&source.text[offset as usize..at as usize]) as u32;
                LineCol { line: line + 1, column: known.column.saturating_sub(between).max(1) }
            }
            None => lines.line_col(&source.text, offset),
        };
        self.last.insert(file, (offset, found));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fklint_source::SourceFile;

    #[test]
    fn places_are_the_same_in_any_order_of_asking() {
        let mut sources = SourceMap::default();
        let text = "aé😀 b\ncaf\u{e9} x\n表 y".as_bytes().to_vec();
        let ends: Vec<u32> = String::from_utf8_lossy(&text).char_indices().map(|(at, _)| at as u32).collect();
        let file = sources.add(SourceFile::new("a.sql".into(), text));
        let mut locator = Locator::new(&sources);
        for &offset in ends.iter().chain(ends.iter().rev()).chain([&ends[3], &ends[9], &ends[4]]) {
            assert_eq!(locator.line_col(file, offset), sources.file(file).line_col(offset), "at {offset}");
        }
    }
}
