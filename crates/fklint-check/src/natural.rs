//! Natural order: `2.sql` before `10.sql`.

use std::cmp::Ordering;

/// Compares two `/`-separated paths component by component, runs of digits by their value, and takes the bytes for
/// what still is equal, so that different paths never are.
pub(crate) fn compare(a: &str, b: &str) -> Ordering {
    let mut others = b.split('/');
    for part in a.split('/') {
        let Some(other) = others.next() else { return Ordering::Greater };
        match compare_parts(part.as_bytes(), other.as_bytes()) {
            Ordering::Equal => {}
            unequal => return unequal,
        }
    }
    if others.next().is_some() { Ordering::Less } else { a.cmp(b) }
}

fn compare_parts(mut a: &[u8], mut b: &[u8]) -> Ordering {
    while let (Some(&x), Some(&y)) = (a.first(), b.first()) {
        if x.is_ascii_digit() && y.is_ascii_digit() {
            let (number, other);
            (number, a) = digits(a);
            (other, b) = digits(b);
            match number.len().cmp(&other.len()).then(number.cmp(other)) {
                Ordering::Equal => continue,
                unequal => return unequal,
            }
        }
        match x.to_ascii_lowercase().cmp(&y.to_ascii_lowercase()) {
            Ordering::Equal => (a, b) = (&a[1..], &b[1..]),
            unequal => return unequal,
        }
    }
    a.len().cmp(&b.len())
}

/// The leading run of digits without its zeros, and the rest.
fn digits(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let zeros = text[..end].iter().position(|&byte| byte != b'0').unwrap_or(end);
    (&text[zeros..end], &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_compare_by_value_and_directories_before_their_names_tails() {
        let mut paths =
            vec!["b/1.sql", "10.sql", "a/x.sql", "2.sql", "a.sql", "002.sql", "1_b.sql", "1.sql", "B.sql"];
        paths.sort_by(|a, b| compare(a, b));
        assert_eq!(
            paths,
            ["1.sql", "1_b.sql", "002.sql", "2.sql", "10.sql", "a/x.sql", "a.sql", "b/1.sql", "B.sql"]
        );
    }

    #[test]
    fn numbers_longer_than_any_integer_compare() {
        assert_eq!(compare("20200101120000000000000000_a", "20200101120000000000000001_a"), Ordering::Less);
    }
}
