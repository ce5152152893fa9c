//! Edits put into a text, and whether two of them can be.

use fklint_source::Edit;

/// A text with its edits: all of them are of this text, and none collides with another.
#[must_use]
pub fn spliced<'e>(text: &[u8], edits: impl IntoIterator<Item = &'e Edit>) -> Vec<u8> {
    let mut edits: Vec<&Edit> = edits.into_iter().collect();
    // Stable: what is inserted at one place stays in its order.
    edits.sort_by_key(|edit| (edit.place.span.start, edit.place.span.end));
    let mut out = Vec::with_capacity(text.len() + edits.iter().map(|edit| edit.text.len()).sum::<usize>());
    let mut at = 0;
    for edit in edits {
        let start = (edit.place.span.start as usize).clamp(at, text.len());
        out.extend_from_slice(&text[at..start]);
        out.extend_from_slice(edit.text.as_bytes());
        at = (edit.place.span.end as usize).clamp(start, text.len());
    }
    out.extend_from_slice(&text[at..]);
    out
}

/// Whether two edits cannot both be made: their ranges overlap, or one inserts inside the other's. Whole elements and
/// statements may be inserted at one place.
#[must_use]
pub fn collide(one: &Edit, other: &Edit) -> bool {
    if one.place.file != other.place.file {
        return false;
    }
    let (a, b) = (one.place.span, other.place.span);
    if a.is_empty() && b.is_empty() {
        // A comma that belongs to what follows elsewhere.
        return a == b && (one.text == "," || other.text == ",");
    }
    a.start < b.end && b.start < a.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use fklint_source::{FileId, Place, Span};

    fn edit(start: u32, end: u32, text: &str) -> Edit {
        Edit { place: Place { file: FileId(0), span: Span::new(start, end) }, text: text.to_owned() }
    }

    #[test]
    fn edits_are_spliced_by_place_and_insertions_keep_their_order() {
        let edits = [edit(4, 4, "X"), edit(0, 1, ""), edit(4, 4, "Y"), edit(2, 4, "-")];
        assert_eq!(spliced(b"abcd\xe9", &edits), b"b-XY\xe9");
        assert_eq!(spliced(b"", &[edit(0, 0, "a")]), b"a");
    }

    #[test]
    fn overlaps_collide_and_neighbours_do_not() {
        assert!(collide(&edit(0, 3, ""), &edit(2, 4, "")));
        assert!(collide(&edit(0, 3, ""), &edit(1, 1, "x")));
        assert!(!collide(&edit(0, 3, ""), &edit(3, 3, "x")));
        assert!(!collide(&edit(0, 3, ""), &edit(3, 5, "")));
        assert!(!collide(&edit(3, 3, ", a"), &edit(3, 3, ", b")));
        assert!(collide(&edit(3, 3, ","), &edit(3, 3, ",")));
    }
}
