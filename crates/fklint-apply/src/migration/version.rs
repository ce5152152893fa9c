//! The numbers of migrations: read from the last one, and the next one in its manner.

/// Widths of the timestamps that tools write: `YYYYMMDDHHMM`, with seconds, with milliseconds, and diesel's with four digits.
const STAMPS: [usize; 4] = [12, 14, 17, 18];

/// Compares versions: parts between `.` and `_` by their values; the hyphens of dates do not count.
pub(super) fn key(version: &str) -> Vec<u64> {
    let version = version.replace('-', "");
    let parts = version.split(['.', '_']).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().unwrap_or(u64::MAX)).collect()
}

/// The version after `last`, in the same manner: the time where it is one, else one more, of the same width. `now` is in
/// seconds after 1970-01-01. A clock that is behind the last migration gives one more than that.
pub(super) fn next(last: &str, now: u64) -> String {
    let digits: String = last.chars().filter(char::is_ascii_digit).collect();
    let single = last.chars().all(|c| c.is_ascii_digit() || c == '-');
    let number: u64 = digits.parse().unwrap_or(u64::MAX);
    match stamp(number, digits.len(), now).filter(|_| single) {
        Some(stamp) => {
            let next = format!("{:0width$}", stamp.max(number.saturating_add(1)), width = digits.len());
            let mut next = next.chars();
            last.chars().map(|c| if c == '-' { c } else { next.next().unwrap_or('0') }).collect()
        }
        None => {
            let start = last.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
            let (before, number) = last.split_at(start);
            let next = number.parse::<u64>().unwrap_or(0).saturating_add(1);
            format!("{before}{next:0width$}", width = number.len())
        }
    }
}

/// The time in the manner of a version that is one; `None` for a version that only counts.
fn stamp(version: u64, width: usize, now: u64) -> Option<u64> {
    let calendar = |width: usize| -> Option<u64> {
        let full = format!("{}0000", calendar(now));
        full.get(..width)?.parse().ok()
    };
    let year = version / 10_u64.checked_pow(u32::try_from(width.checked_sub(4)?).ok()?)?;
    let plausible = version == 0 || (1990..2100).contains(&year);
    match width {
        _ if STAMPS.contains(&width) && plausible => calendar(width),
        8 if plausible && (101..=1231).contains(&(version % 10_000)) => calendar(width),
        10 if (1_000_000_000..2_000_000_000).contains(&version) => Some(now),
        10 if plausible => calendar(width),
        13 => Some(now.saturating_mul(1000)),
        _ => None,
    }
}

/// `YYYYMMDDHHMMSS` in UTC. Years are counted from March, so that a leap day ends one.
pub(super) fn calendar(now: u64) -> u64 {
    let (days, seconds) = (now / 86_400 + 719_468, now % 86_400);
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    let clock = seconds / 3600 * 10_000 + seconds / 60 % 60 * 100 + seconds % 60;
    (year * 10_000 + month * 100 + day) * 1_000_000 + clock
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-21 14:14:24 UTC
    const NOW: u64 = 1_795_270_464;

    #[test]
    fn what_counts_goes_on_counting_and_what_tells_the_time_tells_it() {
        for (last, expected) in [
            ("1", "2"),
            ("9", "10"),
            ("000012", "000013"),
            ("1.2", "1.3"),
            ("2_41_09", "2_41_10"),
            ("20240229235959", "20261121141424"),
            ("202402292359", "202611211414"),
            ("20240229", "20261121"),
            ("2024-02-29-235959", "2026-11-21-141424"),
            ("2024-02-29-235959-0000", "2026-11-21-141424-0000"),
            ("00000000000000", "20261121141424"),
            ("1600000000", "1795270464"),
            ("1600000000000", "1795270464000"),
            // A clock that is behind.
            ("20300101000000", "20300101000001"),
            ("2030-01-01-000000", "2030-01-01-000001"),
        ] {
            assert_eq!(next(last, NOW), expected, "after {last}");
        }
    }

    #[test]
    fn versions_compare_by_their_parts() {
        assert!(key("1.10") > key("1.9"));
        assert!(key("10") > key("9"));
        assert!(key("2024-01-02-000000") > key("20240101000000"));
    }
}
