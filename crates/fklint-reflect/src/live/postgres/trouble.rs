//! What servers and the driver say when they refuse, told as a kind of trouble.

use std::error::Error as _;
use std::io;

use postgres::error::SqlState;

use crate::live::error::{CLOSED, TRY_AGAIN, WHO_ANSWERS};
use crate::live::{DbUrl, LiveError, Trouble};

/// The trouble that an error is.
pub(super) fn of(url: &DbUrl, error: &postgres::Error) -> LiveError {
    let (trouble, why) = told(error);
    because(url, trouble, &format!("{why}{}", if trouble == Trouble::Gone { TRY_AGAIN } else { "" }))
}

/// The trouble that an error is while connecting: a connection that was never there cannot be lost.
pub(super) fn connecting(url: &DbUrl, error: &postgres::Error) -> LiveError {
    match told(error) {
        (Trouble::Gone | Trouble::Unreachable, why) if error.code().is_none() => {
            because(url, Trouble::Unreachable, &format!("{why}{WHO_ANSWERS}"))
        }
        (trouble, why) => because(url, trouble, &why),
    }
}

/// A trouble, its reason without the password in it.
pub(super) fn because(url: &DbUrl, trouble: Trouble, why: &str) -> LiveError {
    LiveError { database: url.to_string(), trouble, why: url.scrub(why) }
}

/// `could not open relation with OID 16385`: what describes a table knows no snapshot.
pub(super) fn is_of_a_dropped_table(error: &postgres::Error) -> bool {
    let internal = [SqlState::INTERNAL_ERROR, SqlState::UNDEFINED_TABLE, SqlState::UNDEFINED_OBJECT];
    error.code().is_some_and(|code| internal.contains(code))
}

/// Whether the handshake failed, or the server has a rule for connections with TLS that it has not without.
pub(super) fn is_about_tls(error: &postgres::Error) -> bool {
    is_handshake(error) || error.code() == Some(&SqlState::INVALID_AUTHORIZATION_SPECIFICATION)
}

fn told(error: &postgres::Error) -> (Trouble, String) {
    let Some(said) = error.as_db_error() else {
        let cause = cause(error);
        let hint = hint(&cause);
        return (kind_without_code(error), format!("{cause}{hint}"));
    };
    let (trouble, hint) = kind(said.code(), said.message());
    (trouble, format!("{}{hint}", said.message()))
}

/// What to add to a message, from `: ` on.
fn kind(code: &SqlState, message: &str) -> (Trouble, &'static str) {
    let class = &code.code()[..2.min(code.code().len())];
    match code {
        _ if *code == SqlState::INVALID_AUTHORIZATION_SPECIFICATION => hba(message),
        _ if *code == SqlState::INVALID_PASSWORD => (Trouble::LoginRefused, ": check user and password"),
        _ if *code == SqlState::INVALID_CATALOG_NAME => (Trouble::NoSuchDatabase, ""),
        _ if *code == SqlState::INSUFFICIENT_PRIVILEGE => (Trouble::Denied, ": grant this user SELECT there"),
        _ if *code == SqlState::QUERY_CANCELED => (Trouble::TimedOut, ""),
        _ if *code == SqlState::LOCK_NOT_AVAILABLE => {
            (Trouble::Locked, ": another session holds the lock, try again")
        }
        _ if *code == SqlState::CANNOT_CONNECT_NOW => (Trouble::Unreachable, ": try again in a moment"),
        _ if *code == SqlState::TOO_MANY_CONNECTIONS => {
            (Trouble::Unreachable, ": try again when others are gone")
        }
        _ if class == "57" || class == "08" || *code == SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT => {
            (Trouble::Gone, "")
        }
        _ if class == "28" => (Trouble::LoginRefused, ""),
        _ => (Trouble::Failed, ""),
    }
}

/// `no pg_hba.conf entry for host "::1", user "u", database "d", no encryption` (`SSL off` before 14).
fn hba(message: &str) -> (Trouble, &'static str) {
    if message.contains("no encryption") || message.contains("SSL off") {
        (Trouble::Tls, ": the server may want TLS, say `sslmode=require`")
    } else if message.contains("certificate") {
        (Trouble::Tls, ": give one with `sslcert` and `sslkey`")
    } else {
        (Trouble::LoginRefused, "")
    }
}

fn kind_without_code(error: &postgres::Error) -> Trouble {
    let text = error.to_string();
    match () {
        () if is_end_of_stream(error) => Trouble::Gone,
        () if is_handshake(error) => Trouble::Tls,
        () if text == "error connecting to server" || text == "timeout waiting for server" => {
            Trouble::Unreachable
        }
        () if text == "authentication error" || text == "invalid configuration" => Trouble::LoginRefused,
        () if error.is_closed() || is_io(error) => Trouble::Gone,
        () => Trouble::Failed,
    }
}

/// The driver tells its kinds of errors by their words alone.
fn is_handshake(error: &postgres::Error) -> bool {
    error.to_string() == "error performing TLS handshake"
}

fn is_io(error: &postgres::Error) -> bool {
    error.source().is_some_and(<dyn std::error::Error>::is::<io::Error>)
}

/// The stream ended between two messages, or within one, which the driver has words of its own for.
fn is_end_of_stream(error: &postgres::Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    let by_kind = |error: &io::Error| {
        matches!(error.kind(), BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof)
            || error.to_string() == "bytes remaining on stream"
    };
    error.is_closed() || error.source().and_then(|source| source.downcast_ref()).is_some_and(by_kind)
}

/// What an error comes from, without the driver's own words, which the kind of trouble says already.
fn cause(error: &postgres::Error) -> String {
    if is_end_of_stream(error) {
        return CLOSED.to_owned();
    }
    let mut causes = Vec::new();
    let mut cause = error.source();
    while let Some(error) = cause {
        causes.push(error.to_string());
        cause = error.source();
    }
    // Wrappers say the same again.
    causes.dedup();
    if causes.is_empty() { error.to_string() } else { causes.join(": ") }
}

/// The way out of what the driver says.
fn hint(cause: &str) -> &'static str {
    let hints = [
        ("corrupt message", WHO_ANSWERS),
        ("password missing", ", and the server wants one"),
        ("server does not support TLS", ": say `sslmode=prefer` where that is no harm"),
        ("UnknownIssuer", ": name the file of its authority with `sslrootcert`"),
        ("not valid for name", ": `sslmode=verify-ca` does without the name"),
        ("invalid peer certificate", ": what `sslmode` and `sslrootcert` ask of it does not hold"),
    ];
    hints.iter().find(|(word, _)| cause.contains(word)).map_or("", |(_, hint)| hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_tell_the_kind() {
        let kind = |code: &str, message: &str| kind(&SqlState::from_code(code), message).0;
        for (code, want) in [
            ("28P01", Trouble::LoginRefused),
            ("28000", Trouble::LoginRefused),
            ("3D000", Trouble::NoSuchDatabase),
            ("42501", Trouble::Denied),
            ("57014", Trouble::TimedOut),
            ("55P03", Trouble::Locked),
            ("57P01", Trouble::Gone),
            ("08006", Trouble::Gone),
            ("25P03", Trouble::Gone),
            ("57P03", Trouble::Unreachable),
            ("53300", Trouble::Unreachable),
            ("42601", Trouble::Failed),
            ("", Trouble::Failed),
        ] {
            assert_eq!(kind(code, ""), want, "{code}");
        }
        let hba = r#"no pg_hba.conf entry for host "10.0.0.1", user "u", database "d", "#;
        assert_eq!(kind("28000", &format!("{hba}no encryption")), Trouble::Tls);
        assert_eq!(kind("28000", &format!("{hba}SSL off")), Trouble::Tls);
        assert_eq!(kind("28000", &format!("{hba}SSL encryption")), Trouble::LoginRefused);
    }
}
