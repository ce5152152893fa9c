//! A text that may be a URL, fit to be shown: what may be a secret in it is `***`. When in doubt, more is hidden.

use super::authority::decoded;
use super::libpq;
use super::parameters::is_secret_name;
use super::scheme::{meaning, split_scheme};

/// See [`super::DbUrl::redacted`].
pub(super) fn redacted(text: &str) -> String {
    let text = text.trim();
    if libpq::is_key_values(text) { mask_words(text) } else { mask_user_info(&mask_values(text)) }
}

/// Hides what follows `password=` in a `key=value` string. Without quotes a value may well hold a space: it ends where
/// the next word of libpq begins.
fn mask_words(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some((key, after)) = rest.split_once('=') {
        let name = key.rsplit(char::is_whitespace).find(|word| !word.is_empty()).unwrap_or("");
        shown.push_str(key);
        shown.push('=');
        let end =
            libpq::next_word(&format!(" {after}")).filter(|&at| at > 0).map_or(after.len(), |at| at - 1);
        let (value, next) = after.split_at(end);
        shown.push_str(if is_secret_name(name) { "*** " } else { value });
        rest = next;
    }
    shown.push_str(rest);
    shown.trim_end().to_owned()
}

/// Hides what follows `password=` among the parameters of a URL.
fn mask_values(text: &str) -> String {
    // PHP's `mysql:host=…;password=…` is the one form whose values end at a semicolon.
    let scheme = split_scheme(text);
    let is_pdo = scheme.as_ref().is_some_and(|scheme| !scheme.jdbc && !scheme.rest.starts_with("//"));
    let mut shown = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('=') {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        let key = before.rsplit(['&', '?', ';', ' ', ',', '{']).next().unwrap_or(before);
        shown.push_str(before);
        shown.push('=');
        if is_secret_name(&decoded(key)) {
            let end = match () {
                () if is_pdo && !before.contains('?') => after.find(';'),
                () if scheme.is_some() || before.contains('?') => after.find('&'),
                () => None,
            };
            shown.push_str("***");
            rest = &after[end.unwrap_or(after.len())..];
        } else {
            rest = after;
        }
    }
    shown.push_str(rest);
    shown
}

/// Hides what stands between a user and the last `@`, and a port that is none: it is a password with no host behind it.
fn mask_user_info(text: &str) -> String {
    let (start, slashes) = match split_scheme(text) {
        Some(scheme) => {
            let slashes = scheme.rest.starts_with("//");
            (text.len() - scheme.rest.len() + if slashes { 2 } else { 0 }, slashes)
        }
        None => (text.len() - text.trim_start_matches('/').len(), true),
    };
    let (scheme, rest) = text.split_at(start);
    let (info, place) = rest.rsplit_once('@').map_or(("", rest), |(info, place)| (info, place));
    let user = info.split([':', '/']).next().filter(|_| slashes).unwrap_or("");
    let info = match () {
        () if info.is_empty() => String::new(),
        () if slashes && user.len() == info.len() => format!("{user}@"),
        () => format!("{user}:***@"),
    };
    if !slashes {
        // `root:secret` may be a user and a password that lost their URL.
        let known = split_scheme(text).is_some_and(|scheme| scheme.jdbc || meaning(&scheme.word).is_some());
        return format!(
            "{scheme}{}",
            if known || !info.is_empty() { info + place } else { "***".to_owned() }
        );
    }
    let hosts = place.split(['/', '?']).next().unwrap_or("");
    let has_ports = hosts.starts_with('[')
        || hosts.split(',').all(|host| {
            let port = host.split_once(':').map_or("", |(_, port)| port.trim_end_matches(')'));
            port.bytes().all(|b| b.is_ascii_digit())
        });
    let place = match place.split_once(':') {
        Some((host, _)) if !has_ports => format!("{host}:***"),
        _ => place.to_owned(),
    };
    format!("{scheme}{info}{place}")
}
