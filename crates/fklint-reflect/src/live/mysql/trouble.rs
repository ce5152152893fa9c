//! What servers and the driver say when something goes wrong, as kinds of trouble with a way out.

use std::error::Error as _;
use std::io;

use mysql::{DriverError, Error};

use crate::live::error::{CLOSED, SILENT, TRY_AGAIN, WHO_ANSWERS};
use crate::live::{DbUrl, LiveError, Trouble};

/// A trouble in fklint's own words. No secret is left in them.
pub(super) fn trouble(url: &DbUrl, trouble: Trouble, why: &str) -> LiveError {
    LiveError { database: url.to_string(), trouble, why: url.scrub(why) }
}

/// What went wrong with an open connection.
pub(super) fn of(url: &DbUrl, error: &Error) -> LiveError {
    match told(error) {
        (Trouble::Gone, why) => trouble(url, Trouble::Gone, &format!("{why}{TRY_AGAIN}")),
        (kind, why) => trouble(url, kind, &why),
    }
}

/// What went wrong while connecting: a connection that was never there cannot be lost.
pub(super) fn connecting(url: &DbUrl, error: &Error) -> LiveError {
    match told(error) {
        (Trouble::Gone | Trouble::TimedOut, why) => {
            trouble(url, Trouble::Unreachable, &format!("{why}{WHO_ANSWERS}"))
        }
        (kind, why) => trouble(url, kind, &why),
    }
}

/// Whether TLS could not be agreed on: the server has none, or none that both sides know.
pub(super) fn is_tls(error: &Error) -> bool {
    told(error).0 == Trouble::Tls
}

fn told(error: &Error) -> (Trouble, String) {
    match error {
        Error::MySqlError(error) => {
            let (kind, advice) = of_code(error.code);
            let said = error.message.trim_end_matches('.').replace('\n', " ");
            (kind, format!("{said} (error {}){advice}", error.code))
        }
        Error::DriverError(error) => {
            let (kind, advice) = of_driver(error);
            (kind, format!("{error}{advice}"))
        }
        Error::TlsError(error) => (Trouble::Tls, error.to_string()),
        Error::IoError(error) => of_io(error),
        Error::CodecError(error) => {
            let io = error.source().and_then(|source| source.downcast_ref::<io::Error>());
            io.map_or_else(|| (Trouble::Gone, error.to_string()), of_io)
        }
        error => (Trouble::Failed, error.to_string()),
    }
}

fn of_code(code: u16) -> (Trouble, &'static str) {
    match code {
        1045 | 1698 => {
            (Trouble::LoginRefused, ": check user and password, and whether this user must use TLS")
        }
        1130 | 1251 | 1275 | 1524 | 2059 => (Trouble::LoginRefused, ""),
        1820 | 1862 => (Trouble::LoginRefused, ": the password has expired, log in and set a new one"),
        1049 => (Trouble::NoSuchDatabase, ""),
        1044 | 1142 | 1143 | 1227 | 1356 | 1370 => (Trouble::Denied, ": grant this user SELECT there"),
        1040 | 1203 | 1226 => (Trouble::Unreachable, ": try again when fewer are connected"),
        1129 => (Trouble::Unreachable, ""),
        3159 => (Trouble::Tls, ": ask for TLS in the URL with `ssl-mode=REQUIRED`"),
        // 3024 is MySQL's max_execution_time, 1969 MariaDB's max_statement_time.
        3024 | 1969 => (Trouble::TimedOut, ""),
        1205 => (Trouble::Locked, ": another session holds a lock on a table"),
        1053 | 1152 | 1158..=1161 | 1184 | 1927 | 2006 | 2013 | 3169 | 4031 => (Trouble::Gone, ""),
        _ => (Trouble::Failed, ""),
    }
}

fn of_driver(error: &DriverError) -> (Trouble, &'static str) {
    match error {
        DriverError::ConnectTimeout | DriverError::CouldNotConnect(_) | DriverError::Timeout => {
            (Trouble::Unreachable, WHO_ANSWERS)
        }
        DriverError::TlsNotSupported => {
            (Trouble::Tls, ": `ssl-mode=PREFERRED` does without where that is no harm")
        }
        // MySQL 9 answers a name that it does not know with any plugin that it has.
        DriverError::UnknownAuthPlugin(_) => {
            (Trouble::LoginRefused, ": check the user's name, or let this user log in by another plugin")
        }
        DriverError::OldMysqlPasswordDisabled
        | DriverError::CleartextPluginDisabled
        | DriverError::InvalidParsecSalt => (Trouble::LoginRefused, ""),
        DriverError::UnsupportedProtocol(_)
        | DriverError::Protocol41NotSet
        | DriverError::UnexpectedPacket
        | DriverError::CouldNotParseVersion => (Trouble::Unsupported, WHO_ANSWERS),
        _ => (Trouble::Failed, ""),
    }
}

/// The driver makes the handshake of TLS at the first write: what rustls says then comes as an error of the stream.
fn of_io(error: &io::Error) -> (Trouble, String) {
    let by_rustls = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    match (by_rustls, error.kind()) {
        (Some(rustls::Error::InvalidCertificate(_)), _) => (
            Trouble::Tls,
            format!(
                "{error}: name the file of its authority with `ssl-ca`, or ask less of it with `ssl-mode`"
            ),
        ),
        (Some(rustls::Error::InvalidMessage(_)), _) => (Trouble::Tls, format!("{error}{WHO_ANSWERS}")),
        (Some(error), _) => (Trouble::Tls, error.to_string()),
        (None, io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock) => (Trouble::TimedOut, SILENT.to_owned()),
        (
            None,
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::ConnectionAborted,
        ) => (Trouble::Gone, CLOSED.to_owned()),
        // The driver's own words for the end of the stream within a packet, or between two.
        (None, _) if error.to_string() == "bytes remaining on stream" => (Trouble::Gone, CLOSED.to_owned()),
        (None, _) => (Trouble::Gone, error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use fklint_catalog::Engine;
    use mysql::MySqlError;

    use super::*;
    use crate::live::url::{Host, Place, Secret, Server, Tls};

    fn url() -> DbUrl {
        let server = Server {
            host: Host::Socket(PathBuf::from("/run/m.sock")),
            port: 3306,
            user: None,
            password: Some(Secret::new("s3cret")),
            database: None,
            schemas: Vec::new(),
            tls: Tls::default(),
        };
        DbUrl { engine: Engine::Mysql, place: Place::Server(server) }
    }

    #[test]
    fn codes_become_kinds_and_passwords_are_left_out() {
        let said = |code, message: &str| {
            let error = MySqlError { state: "HY000".to_owned(), message: message.to_owned(), code };
            of(&url(), &Error::MySqlError(error))
        };
        for (code, kind) in [
            (1045, Trouble::LoginRefused),
            (1049, Trouble::NoSuchDatabase),
            (1142, Trouble::Denied),
            (3159, Trouble::Tls),
            (1205, Trouble::Locked),
            (1969, Trouble::TimedOut),
            (3024, Trouble::TimedOut),
            (2013, Trouble::Gone),
            (1064, Trouble::Failed),
        ] {
            assert_eq!(said(code, "no").trouble, kind, "{code}");
        }
        assert_eq!(said(1064, "near 's3cret'.").why, "near '***' (error 1064)");
    }

    #[test]
    fn a_broken_stream_is_gone_and_before_it_was_open_unreachable() {
        let error = || Error::IoError(io::Error::from(io::ErrorKind::UnexpectedEof));
        assert_eq!(of(&url(), &error()).trouble, Trouble::Gone);
        assert_eq!(connecting(&url(), &error()).trouble, Trouble::Unreachable);
        let tls = rustls::Error::General("no".to_owned());
        assert!(is_tls(&Error::IoError(io::Error::other(tls))));
        assert!(!is_tls(&error()));
    }
}
