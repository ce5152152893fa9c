//! Which parts of a long line to show.

use std::ops::Range;

use crate::wrap::columns;

/// Bytes kept before a label that is too long to be shown whole.
const LEAD: usize = 12;
/// Gaps up to this many bytes are shown, not elided.
const NEAR: usize = 4;

/// The parts of `line` to show in about `width` columns, in order and disjoint: all of it where it fits, else
/// the surroundings of its labels. Labels are byte ranges of the line.
pub(crate) fn crop(line: &[u8], labels: &[Range<usize>], width: usize) -> Vec<Range<usize>> {
    if fits(line, width) {
        return std::iter::once(0..line.len()).collect();
    }
    let mut kept = Vec::with_capacity(labels.len() + 1);
    if labels.is_empty() {
        kept.push(0..width.min(line.len()));
    }
    let share = (width / labels.len().max(1)).max(24);
    for label in labels {
        let length = label.len();
        if length + 2 * NEAR <= share {
            let spare = share - length;
            let start = label.start.saturating_sub(spare / 2).min(line.len().saturating_sub(share));
            kept.push(start..label.end.max(start + share));
        } else {
            let tail = share / 3;
            kept.push(label.start.saturating_sub(LEAD)..label.start + share - tail);
            kept.push(label.end.saturating_sub(tail)..label.end + NEAR);
        }
    }
    for part in &mut kept {
        part.start = if part.start <= NEAR { 0 } else { boundary_before(line, part.start) };
        part.end = if part.end + NEAR >= line.len() { line.len() } else { boundary_after(line, part.end) };
    }
    kept.sort_by_key(|part| part.start);
    let mut parts: Vec<Range<usize>> = Vec::with_capacity(kept.len());
    for part in kept {
        match parts.last_mut() {
            Some(last) if part.start <= last.end + NEAR => last.end = last.end.max(part.end),
            _ => parts.push(part),
        }
    }
    parts
}

fn fits(line: &[u8], width: usize) -> bool {
    // No character takes more columns than bytes, and none more than four bytes.
    line.len() <= width
        || (line.len() <= 4 * width && !line.is_ascii() && columns(&String::from_utf8_lossy(line)) <= width)
}

fn boundary_before(line: &[u8], at: usize) -> usize {
    (at.saturating_sub(3)..=at).rev().find(|&at| !continues(line, at)).unwrap_or(at)
}

fn boundary_after(line: &[u8], at: usize) -> usize {
    (at..=(at + 3).min(line.len())).find(|&at| !continues(line, at)).unwrap_or(at)
}

fn continues(line: &[u8], at: usize) -> bool {
    line.get(at).is_some_and(|byte| byte & 0xc0 == 0x80)
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "lists of ranges are what is compared")]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_is_shown_whole() {
        assert_eq!(crop(b"abc", std::slice::from_ref(&(0..1)), 40), [0..3]);
        assert_eq!(crop("表".repeat(20).as_bytes(), &[], 40), [0..60]);
    }

    #[test]
    fn a_long_line_keeps_the_label_in_its_middle() {
        let line = vec![b'x'; 100_000];
        let parts = crop(&line, std::slice::from_ref(&(50_000..50_010)), 80);
        assert_eq!(parts, [49_965..50_045]);
    }

    #[test]
    fn a_label_longer_than_the_line_loses_its_middle() {
        let line = vec![b'x'; 1000];
        let parts = crop(&line, std::slice::from_ref(&(100..900)), 90);
        assert_eq!(parts, [88..160, 870..904]);
    }

    #[test]
    fn labels_far_apart_are_both_kept_and_characters_stay_whole() {
        let line = "é".repeat(5000).into_bytes();
        let parts = crop(&line, &[1001..1005, 9001..9005], 80);
        assert_eq!(parts.len(), 2);
        for part in parts {
            assert!(std::str::from_utf8(&line[part]).is_ok());
        }
    }
}
