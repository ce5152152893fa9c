//! Connecting: addresses, credentials, and the modes of `sslmode` as libpq means them.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use postgres::config::SslMode;
use postgres::{Client, Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{tls, trouble};
use crate::live::error::WHO_ANSWERS;
use crate::live::url::{Host, Server, TlsMode};
use crate::live::{DbUrl, LiveError, Trouble};

/// Connects and hears what the server says of itself, within a time that holds for all of it.
pub(in crate::live) fn connect(
    url: &DbUrl,
    server: &Server,
    timeout: Duration,
) -> Result<(Client, String), LiveError> {
    let config = config(server, timeout);
    // PostgreSQL has no TLS on Unix sockets; libpq ignores `sslmode` there.
    let mode = if matches!(server.host, Host::Socket(_)) { TlsMode::Disable } else { server.tls.mode };
    let connector = match mode {
        TlsMode::Disable => None,
        _ => {
            let made = tls::config(&server.tls).map_err(|why| trouble::because(url, Trouble::Tls, &why))?;
            Some(MakeRustlsConnect::new(made))
        }
    };
    let (send, receive) = mpsc::channel();
    // The driver's own limit ends with the TCP handshake: a proxy that accepts and says nothing, or a pooler that has
    // no server free, would hold us for ever. The thread is left behind in that case; it holds nothing but its socket.
    let greet = move || {
        let greeted = attempt(&config, mode, connector).and_then(|mut client| {
            let rows = client.query_typed("SELECT pg_catalog.version()", &[])?;
            let banner = rows.first().map_or_else(|| Ok(String::new()), |row| row.try_get(0))?;
            Ok((client, banner))
        });
        // Nobody listens any more when it took too long.
        let _ = send.send(greeted);
    };
    if let Err(error) = thread::Builder::new().name("fklint-connect".to_owned()).spawn(greet) {
        return Err(trouble::because(url, Trouble::Failed, &error.to_string()));
    }
    match receive.recv_timeout(timeout) {
        Ok(result) => result.map_err(|error| trouble::connecting(url, &error)),
        Err(_) => {
            let why = format!("there was no answer within {} s{WHO_ANSWERS}", timeout.as_secs_f32());
            Err(trouble::because(url, Trouble::Unreachable, &why))
        }
    }
}

fn attempt(
    config: &Config,
    mode: TlsMode,
    connector: Option<MakeRustlsConnect>,
) -> Result<Client, postgres::Error> {
    let Some(connector) = connector else {
        return config.clone().ssl_mode(SslMode::Disable).connect(NoTls);
    };
    if mode != TlsMode::Prefer {
        return config.clone().ssl_mode(SslMode::Require).connect(connector);
    }
    let result = config.clone().ssl_mode(SslMode::Prefer).connect(connector);
    match result {
        // What was tried first is what is told, unless the plain connection comes further.
        Err(error) if trouble::is_about_tls(&error) => {
            config.clone().ssl_mode(SslMode::Disable).connect(NoTls).map_err(|_| error)
        }
        result => result,
    }
}

fn config(server: &Server, timeout: Duration) -> Config {
    let mut config = Config::new();
    match &server.host {
        Host::Tcp(host) => config.host(host),
        #[cfg(unix)]
        Host::Socket(directory) => config.host_path(directory),
        #[cfg(not(unix))]
        Host::Socket(directory) => config.host(directory.to_string_lossy()),
    };
    config
        .port(server.port)
        .application_name("fklint")
        // Names often have an address of each family, and one of them may lead nowhere.
        .connect_timeout(timeout / 2)
        .keepalives_idle(Duration::from_secs(15))
        .keepalives_interval(Duration::from_secs(5))
        .keepalives_retries(3);
    // Without a user the driver takes the one of the operating system, and without a database the user's, as libpq.
    if let Some(user) = &server.user {
        config.user(user);
    }
    if let Some(password) = &server.password {
        config.password(password.expose());
    }
    if let Some(database) = &server.database {
        config.dbname(database);
    }
    config
}
