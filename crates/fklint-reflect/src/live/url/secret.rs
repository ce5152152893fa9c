//! A secret: held in memory, shown nowhere.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a URL needs no escape for, even where every other mark has one.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A password. It has no `Display`, and its `Debug` is `***`.
#[derive(Clone)]
pub struct Secret {
    text: String,
    /// Every spelling to look for, the longest first, so that none is cut by a shorter one.
    spellings: Vec<String>,
}

impl Secret {
    /// Hides a text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let upper = utf8_percent_encode(&text, UNRESERVED).to_string();
        let full = utf8_percent_encode(&text, NON_ALPHANUMERIC).to_string();
        let spellings = vec![
            lower_escapes(&upper),
            lower_escapes(&full),
            upper.replace("%20", "+"),
            upper,
            full,
            text.escape_debug().to_string(),
            text.replace('\'', "''"),
            text.replace('\\', "\\\\").replace('\'', "\\'"),
        ];
        Self { spellings: Vec::new(), text: text.clone() }.written(text).with(spellings)
    }

    /// The same secret, which was written in this way where it came from.
    #[must_use]
    pub fn written(self, spelling: impl Into<String>) -> Self {
        self.with([spelling.into()])
    }

    /// The text, for the driver and for nobody else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// A text with every occurrence of the secret replaced, in whichever spelling.
    #[must_use]
    pub fn scrub(&self, text: &str) -> String {
        self.spellings.iter().fold(text.to_owned(), |text, spelling| text.replace(spelling, "***"))
    }

    fn with(mut self, spellings: impl IntoIterator<Item = String>) -> Self {
        self.spellings.extend(spellings.into_iter().filter(|spelling| !spelling.is_empty()));
        self.spellings.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        self.spellings.dedup();
        self
    }
}

/// `%2F` as `%2f`.
fn lower_escapes(encoded: &str) -> String {
    let mut parts = encoded.split('%');
    let head = parts.next().unwrap_or("").to_owned();
    parts.fold(head, |mut text, part| {
        let (digits, rest) = part.split_at(part.len().min(2));
        text.extend(["%", &digits.to_ascii_lowercase(), rest]);
        text
    })
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_scrubbed() {
        let secret = Secret::new("p@ss/w'rd é").written("p%40ss/w'rd%20é");
        for said in [
            "p@ss/w'rd é",
            "p%40ss%2Fw%27rd%20%C3%A9",
            "p%40ss%2fw%27rd%20%c3%a9",
            "p%40ss/w'rd%20é",
            "p@ss/w''rd é",
        ] {
            assert_eq!(secret.scrub(&format!("denied ({said}) to `root`")), "denied (***) to `root`");
        }
        assert_eq!(format!("{secret:?}"), "***");
        assert_eq!(secret, Secret::new("p@ss/w'rd é"));
    }

    #[test]
    fn an_empty_secret_hides_nothing() {
        assert_eq!(Secret::new("").scrub("no password"), "no password");
    }
}
