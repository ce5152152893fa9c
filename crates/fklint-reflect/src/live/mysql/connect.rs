//! Making a connection: addresses, patience, and TLS as it was asked for.

use std::io;
use std::net::ToSocketAddrs;
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use mysql::{ClientIdentity, Conn, DriverError, Error, OptsBuilder, SslOpts};

use super::trouble::{self, trouble};
use crate::live::url::{Host, Secret, Server, Tls, TlsMode};
use crate::live::{DbUrl, LiveError, LiveOptions, Trouble};

/// How much longer than the server is told to work on a query the client waits for its answer.
const GRACE: Duration = Duration::from_secs(5);

/// Connects within the time allowed, which counts the look-up of the name, the handshakes and the login.
///
/// A thread of its own waits for what no time limit can be set on (the look-up, a server that accepts and stays
/// silent); when the time is over it is left behind, and closes what it may still get.
pub(in crate::live) fn connect(
    url: &DbUrl,
    server: &Server,
    options: &LiveOptions,
) -> Result<Conn, LiveError> {
    let tls = &server.tls;
    let client = tls.client.iter().flat_map(|(certificate, key)| [certificate, key]);
    for file in tls.root.iter().chain(client) {
        readable(file).map_err(|why| trouble(url, Trouble::Tls, &why))?;
    }
    let (give, take) = mpsc::channel();
    let (to, patience) = (server.clone(), Patience::new(options));
    thread::Builder::new()
        .name("connect".to_owned())
        .spawn(move || drop(give.send(dial(&to, patience))))
        .map_err(|error| trouble(url, Trouble::Failed, &error.to_string()))?;
    match take.recv_timeout(options.connect_timeout) {
        Ok(result) => result.map_err(|error| advised(trouble::connecting(url, &error), tls)),
        Err(RecvTimeoutError::Timeout) => {
            let seconds = options.connect_timeout.as_secs_f32();
            let why = format!("no answer within {seconds} s: check host and port, or wait longer");
            Err(trouble(url, Trouble::Unreachable, &why))
        }
        // The driver panics on some of what no MySQL server would send.
        Err(RecvTimeoutError::Disconnected) => {
            let why = "what answers there does not speak MySQL's protocol: check host and port";
            Err(trouble(url, Trouble::Unsupported, why))
        }
    }
}

/// How long the parts of a connection may take.
#[derive(Clone, Copy)]
struct Patience {
    connect: Duration,
    answer: Duration,
}

impl Patience {
    fn new(options: &LiveOptions) -> Self {
        let answer = options.statement_timeout.max(options.question_timeout) + GRACE;
        Self { connect: options.connect_timeout, answer }
    }
}

fn readable(file: &Path) -> Result<(), String> {
    std::fs::File::open(file)
        .map(drop)
        .map_err(|error| format!("`{}` cannot be read: {error}", file.display()))
}

/// Tries the addresses of the host in turn, which the driver does not: it stops at the first that refuses.
fn dial(server: &Server, patience: Patience) -> Result<Conn, Error> {
    let basic = || {
        OptsBuilder::new()
            .user(server.user.clone().or_else(os_user))
            .pass(server.password.as_ref().map(Secret::expose))
            .db_name(server.database.clone())
            .tcp_port(server.port)
            .tcp_connect_timeout(Some(patience.connect))
            .read_timeout(Some(patience.answer))
            .write_timeout(Some(patience.answer))
            // Else the driver leaves a TCP connection to this machine, TLS and all, for a socket that the server names.
            .prefer_socket(false)
            .stmt_cache_size(0)
    };
    let host = match &server.host {
        Host::Socket(path) => return Conn::new(basic().socket(Some(path.to_string_lossy()))),
        Host::Tcp(host) => host,
    };
    let addresses = match server.tls.mode {
        // The certificate is compared with the name that the driver connects to.
        TlsMode::VerifyCa | TlsMode::VerifyFull => vec![host.clone()],
        TlsMode::Disable | TlsMode::Prefer | TlsMode::Require => addresses(host, server.port)?,
    };
    let mut last = Error::DriverError(DriverError::CouldNotConnect(None));
    for address in addresses {
        match secure(&server.tls, &|| basic().ip_or_hostname(Some(address.as_str()))) {
            Err(
                error @ Error::DriverError(DriverError::ConnectTimeout | DriverError::CouldNotConnect(_)),
            ) => {
                last = error;
            }
            result => return result,
        }
    }
    Err(last)
}

fn addresses(host: &str, port: u16) -> io::Result<Vec<String>> {
    Ok((host, port).to_socket_addrs()?.map(|address| address.ip().to_string()).collect())
}

/// Connects with TLS or without, as asked; where it is only preferred, without it if it cannot be had.
fn secure(tls: &Tls, opts: &dyn Fn() -> OptsBuilder) -> Result<Conn, Error> {
    match tls.mode {
        TlsMode::Disable => Conn::new(opts()),
        TlsMode::Prefer => match Conn::new(opts().ssl_opts(ssl(tls))) {
            Err(error) if trouble::is_tls(&error) => Conn::new(opts()),
            result => result,
        },
        TlsMode::Require | TlsMode::VerifyCa | TlsMode::VerifyFull => Conn::new(opts().ssl_opts(ssl(tls))),
    }
}

/// The driver trusts the public authorities (Mozilla's list) besides those of the root file, and offers no way out of
/// it: a certificate of theirs for any name at all would pass for the server's, were the name not looked at. So it is
/// with VERIFY_CA, too.
fn ssl(tls: &Tls) -> SslOpts {
    let identity = tls.client.clone().map(|(certificate, key)| ClientIdentity::new(certificate, key));
    SslOpts::default()
        .with_root_cert_path(tls.root.clone())
        .with_client_identity(identity)
        .with_danger_accept_invalid_certs(tls.mode < TlsMode::VerifyCa)
        .with_danger_skip_domain_validation(tls.mode < TlsMode::VerifyCa)
}

/// Says how to go on where a certificate was looked at and did not hold.
fn advised(mut error: LiveError, tls: &Tls) -> LiveError {
    if error.trouble == Trouble::Tls && tls.mode >= TlsMode::VerifyCa {
        error.why += match tls.root {
            None => ": if its authority is not a public one, name the file with it as `ssl-ca`",
            Some(_) if tls.mode == TlsMode::VerifyCa => {
                ": `verify-ca` looks at the name in the certificate, too, since certificates of public authorities are \
                 trusted besides `ssl-ca`: connect by that name, by the socket or through a tunnel"
            }
            Some(_) => "",
        };
    }
    error
}

fn os_user() -> Option<String> {
    ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok())
}
