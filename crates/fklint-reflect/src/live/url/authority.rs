//! The text after `scheme://`, taken apart as people write it: passwords with `/ @ : # ?` in them included.

use std::net::Ipv6Addr;

use percent_encoding::percent_decode_str;

use super::UrlError;
use super::parameters::{Part, Settings};

/// The parts as they are written.
struct Parts<'a> {
    user_info: Option<&'a str>,
    hosts: &'a str,
    path: &'a str,
    query: &'a str,
}

/// Takes user, password, hosts, ports, socket and database into the settings; gives the query as it is written.
///
/// # Errors
/// When a host or a port cannot be one. Nothing of the text is told: it may be the rest of a password.
pub(super) fn read<'a>(settings: &mut Settings, rest: &'a str) -> Result<&'a str, UrlError> {
    let parts = split(rest);
    if let Some(info) = parts.user_info {
        let (user, password) = info.split_once(':').unwrap_or((info, ""));
        settings.set(Part::User, decoded(user));
        if !password.is_empty() {
            settings.set_password(&decoded(password), password);
        }
    }
    hosts(settings, parts.hosts)?;
    settings.set(Part::Database, decoded(parts.path.trim_end_matches('/')));
    Ok(parts.query)
}

/// Percent-decoding; a `%` that no two digits follow stays, as people write it in passwords.
pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn split(rest: &str) -> Parts<'_> {
    let mut query_at = query_start(rest, 0);
    // `user:p?w=x@host`: what looked like a query is the rest of a password, when no host with a port comes before it.
    while query_at < rest.len()
        && !rest[..query_at].contains('@')
        && !is_hosts(host_part(&rest[..query_at]).0)
    {
        query_at = query_start(rest, query_at + 1);
    }
    let head = &rest[..query_at];
    let (user_info, place) = head.rsplit_once('@').map_or((None, head), |(info, place)| (Some(info), place));
    let (hosts, path) = host_part(place);
    Parts { user_info, hosts, path, query: rest.get(query_at + 1..).unwrap_or("") }
}

/// Where the query begins: at the first `?` with no `@` behind it, or with the name of a parameter.
fn query_start(rest: &str, from: usize) -> usize {
    let begins = |at: usize| {
        let after = &rest[at + 1..];
        let name = after.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-' | '.'));
        !after.contains('@') || name.is_some_and(|end| end > 0 && after[end..].starts_with('='))
    };
    rest[from..].match_indices('?').map(|(at, _)| from + at).find(|&at| begins(at)).unwrap_or(rest.len())
}

/// The hosts, and the path behind their slash. In Go's `unix(/path)` a slash is none.
fn host_part(place: &str) -> (&str, &str) {
    let from = go_address(place).map_or(0, |(word, address)| word.len() + address.len());
    place[from..].find('/').map_or((place, ""), |at| (&place[..from + at], &place[from + at + 1..]))
}

/// Go's `tcp(host:3306)`, `unix(/path)`: the word and the address.
fn go_address(place: &str) -> Option<(&str, &str)> {
    let (word, rest) = place.split_once('(')?;
    let (address, _) = rest.split_once(')')?;
    matches!(word, "tcp" | "tcp4" | "tcp6" | "unix").then_some((word, address))
}

fn is_hosts(hosts: &str) -> bool {
    self::hosts(&mut Settings::default(), hosts).is_ok()
}

fn hosts(settings: &mut Settings, hosts: &str) -> Result<(), UrlError> {
    if let Some((word, address)) = go_address(hosts) {
        if word == "unix" {
            settings.set(Part::Socket, address);
            return Ok(());
        }
        // Go's driver takes TCP at its word, where others would look for a socket of `localhost`.
        settings.set(Part::Port, "3306");
        return self::hosts(settings, address);
    }
    let both = hosts.split(',').map(host_and_port).collect::<Option<Vec<_>>>().ok_or_else(|| {
        UrlError(
            "what stands for host and port is none: write `user:password@host:port/database`, and in a password `/` \
             as `%2F`, `@` as `%40`, `:` as `%3A`"
                .to_owned(),
        )
    })?;
    let (names, ports): (Vec<String>, Vec<&str>) = both.into_iter().unzip();
    settings.set(Part::Host, names.join(","));
    if ports.iter().any(|port| !port.is_empty()) {
        settings.set(Part::Port, ports.join(","));
    }
    Ok(())
}

fn host_and_port(text: &str) -> Option<(String, &str)> {
    let (host, port) = if let Some(rest) = text.strip_prefix('[') {
        let (host, rest) = rest.split_once(']')?;
        host.split('%').next()?.parse::<Ipv6Addr>().ok()?;
        (host.to_owned(), if rest.is_empty() { "" } else { rest.strip_prefix(':')? })
    } else if text.parse::<Ipv6Addr>().is_ok() {
        (text.to_owned(), "")
    } else {
        let (host, port) = text.split_once(':').unwrap_or((text, ""));
        (decoded(host), port)
    };
    let is_port = port.is_empty() || port.parse::<u16>().is_ok_and(|port| port > 0);
    let is_host = host.starts_with('/')
        || host.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '%' | '*'));
    (is_port && is_host).then_some((host, port))
}
