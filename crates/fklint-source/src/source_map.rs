//! The texts of one run.

use std::sync::{Arc, OnceLock};

use crate::{LineCol, LineIndex, Span};

/// A file of a [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A text and the name that people know it by.
#[derive(Debug)]
pub struct SourceFile {
    /// A path as given or found, `<stdin>`, or a URL without a password.
    pub name: String,
    /// What was read. Not always valid UTF-8. Who finds places in it later on has a share in it.
    pub text: Arc<Vec<u8>>,
    lines: OnceLock<LineIndex>,
}

impl SourceFile {
    /// A file of that name and text.
    #[must_use]
    pub fn new(name: String, text: Vec<u8>) -> Self {
        Self { name, text: Arc::new(text), lines: OnceLock::new() }
    }

    /// The lines, found at the first call.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Line and column of a byte offset.
    pub fn line_col(&self, offset: u32) -> LineCol {
        self.lines().line_col(&self.text, offset)
    }

    /// The bytes of a span, clamped to the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &[u8] {
        let end = (span.end as usize).min(self.text.len());
        &self.text[(span.start as usize).min(end)..end]
    }
}

/// All texts of one run.
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// Adds a file.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.files.push(file);
        FileId(self.files.len() as u32 - 1)
    }

    /// A file of this map.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files, in the order of their ids.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(at, file)| (FileId(at as u32), file))
    }

    /// Number of files.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
