//! Source texts and places in them: files, byte spans, lines and columns.
//!
//! Everything above speaks in byte offsets of the text as it was read. Lines and columns are computed at the
//! rim, on demand.

mod encoding;
mod line_index;
mod source_map;
mod span;

pub use encoding::{Decoded, Encoding, decode};
pub use line_index::{LineCol, LineIndex, characters};
pub use source_map::{FileId, SourceFile, SourceMap};
pub use span::{Edit, Place, Span};
