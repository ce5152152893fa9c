//! By what a finding is recognised in the next run: its rule and its object, never its place.

use rustc_hash::FxHashMap;

/// Hands out fingerprints, and numbers those that would be equal within one run.
#[derive(Debug, Default)]
pub(crate) struct Fingerprints {
    seen: FxHashMap<u64, u32>,
}

impl Fingerprints {
    /// The fingerprint of a rule at an object, whose `text` is stable over moves and reformatting.
    pub(crate) fn next(&mut self, rule: &str, text: &[u8]) -> String {
        let hash = fnv(fnv(fnv(OFFSET, rule.as_bytes()), &[0]), text);
        let count = self.seen.entry(hash).or_default();
        *count += 1;
        // The first keeps the bare hash, so that a second one elsewhere does not wake it.
        if *count == 1 { format!("{hash:016x}") } else { format!("{hash:016x}-{count}") }
    }
}

/// A text with its runs of blanks made one: what is left of a statement when it is reformatted.
pub(crate) fn normalised(text: &[u8]) -> Vec<u8> {
    let words = text.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(&b' ')
}

// FNV-1a of 64 bits: the same on every machine and in every release, which std's hasher does not promise.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fnv_is_the_published_one() {
        assert_eq!(fnv(OFFSET, b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn equal_findings_of_one_run_are_numbered() {
        let mut prints = Fingerprints::default();
        let first = prints.next("fk-a", b"public.a.fk(b)");
        assert_eq!(prints.next("fk-a", b"public.a.fk(b)"), format!("{first}-2"));
        assert_ne!(prints.next("fk-b", b"public.a.fk(b)"), first);
        assert_eq!(Fingerprints::default().next("fk-a", b"public.a.fk(b)"), first);
    }

    #[test]
    fn blanks_do_not_count() {
        assert_eq!(normalised(b" ALTER\n\tTABLE  a "), b"ALTER TABLE a");
    }
}
