//! What is libpq's own: its `key=value` strings, its `options`, its search path.

use super::UrlError;

/// The words that a `key=value` string may begin with.
const KEYWORDS: &[&str] = &[
    "application_name",
    "channel_binding",
    "client_encoding",
    "connect_timeout",
    "database",
    "dbname",
    "fallback_application_name",
    "gssencmode",
    "host",
    "hostaddr",
    "keepalives",
    "keepalives_idle",
    "krbsrvname",
    "options",
    "passfile",
    "password",
    "port",
    "require_auth",
    "service",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslnegotiation",
    "sslrootcert",
    "target_session_attrs",
    "user",
];

/// What an `options` parameter says.
pub(super) struct Options {
    /// The search path, separated by NUL; empty for none.
    pub(super) schemas: String,
    /// It says something else, too.
    pub(super) others: bool,
}

/// Whether a text is a `key=value` string: it begins with one of libpq's words and an equals sign.
pub(super) fn is_key_values(text: &str) -> bool {
    next_word(text).is_some_and(|start| start == 0)
}

/// Where the next `word=` of libpq begins, at the text's begin or after white space.
pub(super) fn next_word(text: &str) -> Option<usize> {
    let starts = text.char_indices().filter_map(|(at, c)| c.is_whitespace().then_some(at + c.len_utf8()));
    std::iter::once(0).chain(starts).find(|&start| {
        let rest = &text[start..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        KEYWORDS.contains(&&rest[..end]) && rest[end..].trim_start().starts_with('=')
    })
}

/// Reads `key=value key = 'va lue'`; in and out of quotes `\` takes the next mark as it is.
///
/// # Errors
/// When a word has no value, or a quote no end. Nothing of the text is told.
pub(super) fn key_values(text: &str) -> Result<Vec<(String, String)>, UrlError> {
    let mut pairs = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let no_value = || {
            let number = pairs.len() + 1;
            UrlError(format!(
                "word {number} of the `key=value` string has no `=`: put a value that holds a space in single quotes"
            ))
        };
        let (key, after) = rest.split_once('=').ok_or_else(no_value)?;
        let key = key.trim_end();
        if key.is_empty() || key.contains(char::is_whitespace) {
            return Err(no_value());
        }
        let (value, after) = value(after.trim_start()).ok_or_else(|| {
            let number = pairs.len() + 1;
            UrlError(format!("the single quote of value {number} of the `key=value` string is not closed"))
        })?;
        pairs.push((key.to_owned(), value));
        rest = after.trim_start();
    }
    Ok(pairs)
}

/// The schemas of `-c search_path=a,b`, `-csearch_path=…` and `--search_path=…`.
pub(super) fn options(text: &str) -> Options {
    let mut found = Options { schemas: String::new(), others: false };
    let mut words = words(text).into_iter();
    while let Some(word) = words.next() {
        let setting = if word == "-c" {
            words.next().unwrap_or_default()
        } else {
            word.strip_prefix("--").or_else(|| word.strip_prefix("-c")).unwrap_or(&word).to_owned()
        };
        match setting.split_once('=') {
            Some((name, value)) if name.replace('-', "_").eq_ignore_ascii_case("search_path") => {
                found.schemas = search_path(value);
            }
            // What a Neon proxy is told in case the client sends no host name with its TLS greeting; ours does.
            Some(("endpoint" | "project", _)) => {}
            _ => found.others = true,
        }
    }
    found
}

/// The schemas of a search path, separated by NUL: unquoted names folded, `$user` and the engine's own left out.
pub(super) fn search_path(text: &str) -> String {
    let mut schemas: Vec<String> = Vec::new();
    let mut name = String::new();
    let mut quoted = false;
    let mut marks = text.trim().chars().peekable();
    loop {
        match marks.next() {
            Some('"') if quoted && marks.next_if_eq(&'"').is_some() => name.push('"'),
            Some('"') => quoted = !quoted,
            Some(mark) if quoted => name.push(mark),
            mark @ (Some(',') | None) => {
                let schema = std::mem::take(&mut name);
                if !schema.is_empty() && schema != "$user" && schema != "pg_catalog" {
                    schemas.push(schema);
                }
                if mark.is_none() {
                    return schemas.join("\0");
                }
            }
            Some(mark) if mark.is_whitespace() => {}
            Some(mark) => name.extend(mark.to_lowercase()),
        }
    }
}

fn value(text: &str) -> Option<(String, &str)> {
    let quoted = text.starts_with('\'');
    let body = if quoted { &text[1..] } else { text };
    let mut value = String::new();
    let mut marks = body.char_indices();
    while let Some((at, mark)) = marks.next() {
        match mark {
            '\\' => value.extend(marks.next().map(|(_, mark)| mark)),
            '\'' if quoted => return Some((value, &body[at + 1..])),
            _ if !quoted && mark.is_whitespace() => return Some((value, &body[at..])),
            _ => value.push(mark),
        }
    }
    (!quoted).then_some((value, ""))
}

/// The words of an `options` string; `\` before a space keeps it.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut marks = text.chars();
    while let Some(mark) = marks.next() {
        let mark = match mark {
            '\\' => marks.next(),
            mark if mark.is_whitespace() => {
                words.push(String::new());
                None
            }
            mark => Some(mark),
        };
        if let (Some(word), Some(mark)) = (words.last_mut(), mark) {
            word.push(mark);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_values_are_read_as_libpq_does() {
        let read = |text| key_values(text).map_err(|error| error.0);
        let pairs = |pairs: &[(&str, &str)]| {
            Ok(pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect::<Vec<_>>())
        };
        assert_eq!(
            read(r"host = /tmp  port=5433 dbname='my \'db\\'"),
            pairs(&[("host", "/tmp"), ("port", "5433"), ("dbname", r"my 'db\")])
        );
        assert_eq!(read(r"user=a\ b password="), pairs(&[("user", "a b"), ("password", "")]));
        assert!(read("host=a secret").unwrap_err().contains("word 2"));
        assert!(!read("host=a password='secret").unwrap_err().contains("secret"));
    }

    #[test]
    fn a_path_with_an_equals_sign_is_no_key_value_string() {
        for (text, is) in [("host=a", true), ("dbname = x", true), ("k=v.sql", false), ("host.sql", false)] {
            assert_eq!(is_key_values(text), is, "{text}");
        }
    }

    #[test]
    fn options_name_a_search_path() {
        for (text, schemas, others) in [
            ("-c search_path=a,b", "a\0b", false),
            (r#"-csearch_path="$user",\ "Big",public"#, "Big\0public", false),
            ("--search_path=App -c statement_timeout=0", "app", true),
            ("endpoint=ep-cool-1", "", false),
        ] {
            let options = options(text);
            assert_eq!((options.schemas.as_str(), options.others), (schemas, others), "{text}");
        }
    }
}
