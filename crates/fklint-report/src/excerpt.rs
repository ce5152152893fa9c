//! The few lines of each file that a finding shows: what codespan gets to see instead of whole files.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use codespan_reporting::diagnostic::{Label, LabelStyle};
use codespan_reporting::files::{Error, Files};
use fklint_source::{FileId, Place, SourceFile, SourceMap};

use crate::clean::{clean, push_clean};
use crate::crop::crop;
use crate::locate::Locator;

/// A place to show, with its remark.
pub(crate) struct Mark<'a> {
    pub(crate) place: Place,
    pub(crate) style: LabelStyle,
    pub(crate) message: Cow<'a, str>,
}

/// Sparse copies of files. A line keeps its number; its text is cleaned and, if long, cropped.
pub(crate) struct Excerpts<'s> {
    files: Vec<Excerpt<'s>>,
}

struct Excerpt<'s> {
    name: Cow<'s, str>,
    text: String,
    lines: Vec<Line>,
    /// Columns of the starts of labels, by their bytes in `text`.
    columns: Vec<(usize, u32)>,
}

struct Line {
    /// 0-based, in the file.
    index: usize,
    /// In the excerpt's text.
    range: Range<usize>,
}

/// A mark on one line of the file.
struct Placed {
    mark: usize,
    line: u32,
    /// Bytes of the line.
    range: Range<usize>,
}

impl<'s> Excerpts<'s> {
    /// Copies the lines of `marks`, fitted to `width` columns, and labels for them. A mark over several lines
    /// is cut to its first one.
    pub(crate) fn new(
        sources: &'s SourceMap,
        locator: &Locator<'_>,
        marks: &[Mark<'_>],
        width: usize,
    ) -> (Self, Vec<Label<usize>>) {
        let mut by_file: Vec<(FileId, Vec<Placed>)> = Vec::new();
        for (index, mark) in marks.iter().enumerate() {
            let placed = place(sources.file(mark.place.file), index, mark);
            match by_file.iter_mut().find(|(file, _)| *file == mark.place.file) {
                Some((_, all)) => all.push(placed),
                None => by_file.push((mark.place.file, vec![placed])),
            }
        }
        let last = by_file.iter().flat_map(|(_, all)| all.iter().map(|placed| placed.line)).max();
        let gutter = (last.unwrap_or(0) + 1).ilog10() as usize + 1 + " │ ".chars().count();
        let width = width.saturating_sub(gutter).max(40);

        let mut labels = vec![None; marks.len()];
        let mut files = Vec::with_capacity(by_file.len());
        for (file, placed) in by_file {
            let mut excerpt = Excerpt::empty(sources.file(file));
            for (line, placed) in by_line(&placed) {
                for (mark, range) in excerpt.push_line(sources.file(file), line, &placed, width) {
                    let start = locator.line_col(file, marks[mark].place.span.start);
                    excerpt.columns.push((range.start, start.column));
                    let label = Label::new(marks[mark].style, files.len(), range);
                    labels[mark] = Some(label.with_message(&marks[mark].message));
                }
            }
            files.push(excerpt);
        }
        (Self { files }, labels.into_iter().flatten().collect())
    }

    fn file(&self, id: usize) -> Result<&Excerpt<'s>, Error> {
        self.files.get(id).ok_or(Error::FileMissing)
    }
}

fn place(source: &SourceFile, mark: usize, of: &Mark<'_>) -> Placed {
    let length = source.text.len() as u32;
    let start = of.place.span.start.min(length);
    let line = source.lines().line(start);
    let bounds = bounds(source, line);
    let start = (start as usize).min(bounds.end);
    let end = (of.place.span.end as usize).clamp(start, bounds.end);
    let trimmed = source.text[start..end].trim_ascii_end().len();
    Placed { mark, line, range: start - bounds.start..start + trimmed - bounds.start }
}

/// The bytes of a 0-based line, without its end.
fn bounds(source: &SourceFile, line: u32) -> Range<usize> {
    let lines = source.lines();
    let start = lines.start(line).map_or(source.text.len(), |at| at as usize);
    let end = lines.start(line + 1).map_or(source.text.len(), |at| at as usize);
    let mut text = &source.text[start..end.max(start)];
    while let [rest @ .., b'\n' | b'\r'] = text {
        text = rest;
    }
    start..start + text.len()
}

/// The marks of each line, with empty entries for single lines between two marked ones: codespan prints those.
fn by_line(placed: &[Placed]) -> BTreeMap<u32, Vec<&Placed>> {
    let mut lines: BTreeMap<u32, Vec<&Placed>> = BTreeMap::new();
    for one in placed {
        lines.entry(one.line).or_default().push(one);
    }
    let marked: Vec<u32> = lines.keys().copied().collect();
    for pair in marked.windows(2) {
        if pair[1] - pair[0] == 2 {
            lines.entry(pair[0] + 1).or_default();
        }
    }
    lines
}

impl<'s> Excerpt<'s> {
    fn empty(source: &'s SourceFile) -> Self {
        let name = clean(&source.name);
        Self { name, text: String::new(), lines: Vec::new(), columns: Vec::new() }
    }

    /// Copies a line and returns where the marks on it are in the copy.
    fn push_line(
        &mut self,
        source: &SourceFile,
        line: u32,
        placed: &[&Placed],
        width: usize,
    ) -> Vec<(usize, Range<usize>)> {
        let bytes = &source.text[bounds(source, line)];
        let ranges: Vec<Range<usize>> = placed.iter().map(|one| one.range.clone()).collect();
        let mut edges: Vec<usize> = ranges.iter().flat_map(|range| [range.start, range.end]).collect();
        edges.sort_unstable();
        edges.dedup();
        let mut mapped = Vec::with_capacity(edges.len());
        let mut edges = edges.into_iter().peekable();
        let begin = self.text.len();
        let mut copied = 0;
        for part in crop(bytes, &ranges, width) {
            while let Some(edge) = edges.next_if(|&edge| edge < part.start) {
                mapped.push((edge, self.text.len()));
            }
            if part.start > copied {
                self.text.push('…');
            }
            copied = part.start;
            while let Some(edge) = edges.next_if(|&edge| edge <= part.end) {
                push_clean(&mut self.text, &bytes[copied..edge]);
                mapped.push((edge, self.text.len()));
                copied = edge;
            }
            push_clean(&mut self.text, &bytes[copied..part.end]);
            copied = part.end;
        }
        mapped.extend(edges.map(|edge| (edge, self.text.len())));
        if copied < bytes.len() {
            self.text.push('…');
        }
        self.lines.push(Line { index: line as usize, range: begin..self.text.len() });
        // Keeps positions at a line's end apart from the start of the next one.
        self.text.push('\n');
        let find = |edge: usize| mapped.iter().find(|(of, _)| *of == edge).map_or(begin, |&(_, copy)| copy);
        placed.iter().map(|one| (one.mark, find(one.range.start)..find(one.range.end))).collect()
    }

    fn line(&self, index: usize) -> Result<&Line, Error> {
        let missing = || Error::LineTooLarge { given: index, max: self.lines.last().map_or(0, |l| l.index) };
        self.lines.iter().find(|line| line.index == index).ok_or_else(missing)
    }
}

impl<'f> Files<'f> for Excerpts<'_> {
    type FileId = usize;
    type Name = &'f str;
    type Source = &'f str;

    fn name(&'f self, id: usize) -> Result<&'f str, Error> {
        self.file(id).map(|excerpt| excerpt.name.as_ref())
    }

    fn source(&'f self, id: usize) -> Result<&'f str, Error> {
        self.file(id).map(|excerpt| excerpt.text.as_str())
    }

    fn line_index(&'f self, id: usize, byte: usize) -> Result<usize, Error> {
        let excerpt = self.file(id)?;
        let found = excerpt.lines.iter().rev().find(|line| line.range.start <= byte);
        found.map(|line| line.index).ok_or(Error::FileMissing)
    }

    fn column_number(&'f self, id: usize, _line: usize, byte: usize) -> Result<usize, Error> {
        let excerpt = self.file(id)?;
        let found = excerpt.columns.iter().find(|(at, _)| *at == byte);
        found.map(|&(_, column)| column as usize).ok_or(Error::FileMissing)
    }

    fn line_range(&'f self, id: usize, line: usize) -> Result<Range<usize>, Error> {
        self.file(id)?.line(line).map(|line| line.range.clone())
    }
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "lists of ranges are what is compared")]
mod tests {
    use super::*;
    use fklint_source::Span;

    fn excerpts(text: &str, spans: &[(u32, u32)], width: usize) -> (String, Vec<Range<usize>>, Vec<usize>) {
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::new("a.sql".into(), text.as_bytes().to_vec()));
        let mark = |&(start, end): &(u32, u32)| Mark {
            place: Place { file, span: Span::new(start, end) },
            style: LabelStyle::Primary,
            message: Cow::Borrowed(""),
        };
        let marks: Vec<Mark<'_>> = spans.iter().map(mark).collect();
        let (files, labels) = Excerpts::new(&sources, &Locator::new(&sources), &marks, width);
        let excerpt = &files.files[0];
        (
            excerpt.text.clone(),
            labels.into_iter().map(|label| label.range).collect(),
            excerpt.lines.iter().map(|line| line.index).collect(),
        )
    }

    #[test]
    fn only_marked_lines_and_single_ones_between_are_copied() {
        let text = "zero\none\ntwo\nthree\nfour\nfive\nsix\n";
        let (copy, labels, lines) = excerpts(text, &[(5, 8), (13, 18), (29, 32)], 100);
        assert_eq!(copy, "one\ntwo\nthree\nsix\n");
        assert_eq!(lines, [1, 2, 3, 6]);
        assert_eq!(labels, [0..3, 8..13, 14..17]);
    }

    #[test]
    fn a_mark_over_several_lines_is_cut_to_its_first() {
        let (copy, labels, lines) = excerpts("CREATE TABLE a ( \r\n  b int\r\n);\r\n", &[(0, 30)], 100);
        assert_eq!((copy.as_str(), lines), ("CREATE TABLE a ( \n", vec![0]));
        assert_eq!(labels, [0..16]);
    }

    #[test]
    fn a_long_line_is_cropped_and_labels_move_along() {
        let text = format!("{}FOREIGN KEY{}", "x".repeat(5000), "y".repeat(5000));
        let (copy, labels, _) = excerpts(&text, &[(5000, 5011)], 80);
        assert!(copy.starts_with("…x") && copy.ends_with("y…\n"), "{copy}");
        assert_eq!(&copy[labels[0].clone()], "FOREIGN KEY");
        assert!(copy.chars().count() < 82);
    }

    #[test]
    fn a_place_at_the_end_of_a_text_has_a_line() {
        let (copy, labels, lines) = excerpts("a\n", &[(2, 2), (90, 99)], 80);
        assert_eq!((copy.as_str(), lines), ("\n", vec![1]));
        assert_eq!(labels, [0..0, 0..0]);
    }
}
