//! Lines and columns of many places, fast even where a file is one long line.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use fklint_source::{FileId, LineCol, SourceFile, SourceMap, characters};

/// Bytes between the positions of a long line whose columns are remembered.
const STRIDE: usize = 4096;

/// The characters of a line before each stride.
type Columns = Arc<[u32]>;

/// Finds lines and columns. What it counts in long lines it counts once, for all threads.
#[derive(Debug)]
pub struct Locator<'s> {
    sources: &'s SourceMap,
    /// Of each long line that was asked for, by the offset of its start.
    long: Mutex<HashMap<(FileId, usize), Columns>>,
}

impl<'s> Locator<'s> {
    /// A locator of places in `sources`.
    #[must_use]
    pub fn new(sources: &'s SourceMap) -> Self {
        Self { sources, long: Mutex::default() }
    }

    /// Line and column of a byte offset.
    #[must_use]
    pub fn line_col(&self, file: FileId, offset: u32) -> LineCol {
        let source = self.sources.file(file);
        let offset = (offset as usize).min(source.text.len());
        let lines = source.lines();
        let line = lines.line(offset as u32);
        let start = lines.start(line).unwrap_or(0) as usize;
        let stride = (offset - start) / STRIDE;
        let (from, before) = if stride == 0 {
            (start, 0)
        } else {
            let end = lines.start(line + 1).map_or(source.text.len(), |end| end as usize);
            let columns = self.columns(file, source, start, end);
            let from = boundary(source, start + stride * STRIDE);
            // Where the boundary lies behind the place, the stride before it is the nearest known one.
            if from <= offset {
                (from, columns[stride])
            } else {
                (boundary(source, start + (stride - 1) * STRIDE).max(start), columns[stride - 1])
            }
        };
        LineCol { line: line + 1, column: before + count(&source.text[from..offset]) + 1 }
    }

    fn columns(&self, file: FileId, source: &SourceFile, start: usize, end: usize) -> Columns {
        // A map of finished entries is whole even after a panic elsewhere.
        let mut long = self.long.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = long.entry((file, start)).or_insert_with(|| {
            let mut from = start;
            let mut sum = 0;
            let strides = (start..=end).step_by(STRIDE).map(|at| {
                let at = if at == start { start } else { boundary(source, at) };
                sum += count(&source.text[from..at]);
                from = at;
                sum
            });
            strides.collect()
        });
        Arc::clone(entry)
    }
}

/// The first place at or after `at` where no character is cut in two: none is longer than four bytes.
fn boundary(source: &SourceFile, at: usize) -> usize {
    let cut = |at: &usize| source.text.get(*at).is_some_and(|byte| byte & 0xc0 == 0x80);
    let last = (at + 3).min(source.text.len());
    (at..last).find(|at| !cut(at)).unwrap_or(last)
}

fn count(bytes: &[u8]) -> u32 {
    (if bytes.is_ascii() { bytes.len() } else { characters(bytes) }) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_same(text: Vec<u8>, offsets: impl IntoIterator<Item = u32>) {
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::new("a.sql".into(), text));
        let locator = Locator::new(&sources);
        for offset in offsets {
            assert_eq!(locator.line_col(file, offset), sources.file(file).line_col(offset), "at {offset}");
        }
    }

    #[test]
    fn short_lines_are_counted_from_their_starts() {
        assert_same("aé😀 b\ncaf\u{e9} x\n表 y".into(), [0, 1, 3, 7, 8, 9, 10, 13, 15, 17, 20, 21, 99]);
    }

    #[test]
    fn long_lines_give_the_same_columns_in_any_order() {
        let line = "ab😀é".repeat(5000);
        let starts: Vec<u32> = line.char_indices().map(|(at, _)| at as u32 + 2).collect();
        let picked: Vec<u32> =
            starts.iter().copied().step_by(7).chain(starts.iter().rev().copied().take(9)).collect();
        let near: Vec<u32> = starts.iter().copied().filter(|at| (at + 4) % 4096 < 8).collect();
        assert_same(format!("x\n{line}\nx").into_bytes(), picked.into_iter().chain(near));
    }

    #[test]
    fn long_lines_of_other_encodings_count_bytes() {
        let line = b"caf\xe9 \x80\x81\x82\x83\x84\x85 x".repeat(2000);
        assert_same(line, (4000..4200).chain(8100..8300).chain(20_000..20_100));
    }
}
