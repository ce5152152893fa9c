//! What a URL leaves open, filled in from where the engine's own clients take it: variables, files, the system.

use std::path::{Path, PathBuf};
use std::time::Duration;

use fklint_catalog::Engine;

use super::environment::Environment;
use super::files::{self, Wanted};
use super::parameters::{Part, Settings, Usage};
use super::{DbUrl, Host, Parsed, Place, Secret, Server, Tls, TlsMode, UrlError};

/// Where a PostgreSQL server puts its socket: as Debian has it, and as PostgreSQL itself.
const POSTGRES_FOLDERS: [&str; 3] = ["/var/run/postgresql", "/run/postgresql", "/tmp"];

/// Where a MySQL or MariaDB server puts its socket.
const MYSQL_SOCKETS: [&str; 5] = [
    "/run/mysqld/mysqld.sock",
    "/var/run/mysqld/mysqld.sock",
    "/tmp/mysql.sock",
    "/var/lib/mysql/mysql.sock",
    "/run/mysql/mysql.sock",
];

const POSTGRES_VARIABLES: &[(&str, &str)] = &[
    ("PGHOST", "host"),
    ("PGHOSTADDR", "hostaddr"),
    ("PGPORT", "port"),
    ("PGUSER", "user"),
    ("PGPASSWORD", "password"),
    ("PGDATABASE", "dbname"),
    ("PGOPTIONS", "options"),
    ("PGSSLMODE", "sslmode"),
    ("PGSSLROOTCERT", "sslrootcert"),
    ("PGSSLCERT", "sslcert"),
    ("PGSSLKEY", "sslkey"),
    ("PGCONNECT_TIMEOUT", "connect_timeout"),
];

const MYSQL_VARIABLES: &[(&str, &str)] = &[
    ("MYSQL_HOST", "host"),
    ("MYSQL_TCP_PORT", "port"),
    ("MYSQL_UNIX_PORT", "socket"),
    ("MYSQL_PWD", "password"),
];

/// The usual port of an engine.
pub(super) fn usual_port(engine: Engine) -> u16 {
    if engine == Engine::Postgres { 5432 } else { 3306 }
}

/// Whether a socket is where the server of this very machine usually has it.
pub(super) fn is_usual_socket(engine: Engine, path: &Path) -> bool {
    let usual: &[&str] = if engine == Engine::Postgres { &POSTGRES_FOLDERS } else { &MYSQL_SOCKETS };
    usual.iter().any(|usual| Path::new(usual) == path)
}

/// Completes the settings of a URL.
///
/// # Errors
/// When what was found names no server, or no known way to make the connection secure.
pub(super) fn parsed(
    engine: Engine,
    mut url: Settings,
    environment: &Environment,
) -> Result<Parsed, UrlError> {
    url.settle_certificates();
    let has_port = url.get(Part::Port).is_some();
    let own_socket = url.get(Part::Socket).map(str::to_owned);
    let postgres = engine == Engine::Postgres;
    let settings =
        if postgres { of_postgres(url, environment)? } else { of_mysql(engine, url, environment)? };

    let port = match first(&settings, Part::Port) {
        None => usual_port(engine),
        Some(port) => port.parse().ok().filter(|port| *port > 0).ok_or_else(|| {
            UrlError("the port that the URL or its surroundings name is no number from 1 to 65535".to_owned())
        })?,
    };
    let host = if postgres {
        postgres_host(&settings, port, environment)
    } else {
        mysql_host(&settings, own_socket, has_port, environment)
    };
    let user = settings.get(Part::User).map(str::to_owned).or_else(|| environment.user.clone());
    let database =
        settings.get(Part::Database).map(str::to_owned).or_else(|| user.clone().filter(|_| postgres));
    let mut notes = settings.notes.clone();
    if settings.get(Part::Host).is_some_and(|hosts| hosts.contains(',')) {
        notes.push("of several hosts only the first is asked".to_owned());
    }
    if settings.get(Part::Host).is_some() && settings.get(Part::Address).is_some() {
        notes.push("the address of the host is left aside: its name is looked up".to_owned());
    }
    let password = match settings.get(Part::Password) {
        Some(password) => {
            Some(Secret::new(password).written(settings.password_spelling().unwrap_or(password)))
        }
        None if postgres => {
            let wanted = Wanted {
                hosts: password_hosts(&host, &settings),
                port: port.to_string(),
                database: database.as_deref().unwrap_or(""),
                user: user.as_deref().unwrap_or(""),
            };
            let named = settings.get(Part::PasswordFile);
            files::password(environment, named, &wanted, &mut notes).map(Secret::new)
        }
        None => None,
    };
    let schemas = settings.get(Part::Schemas).unwrap_or("").split('\0').map(str::trim);
    let schemas = schemas.filter(|schema| !schema.is_empty()).map(str::to_owned).collect();
    let tls = tls(engine, &settings, environment)?;
    let seconds = settings.get(Part::Timeout).and_then(|text| text.trim_end_matches('s').parse().ok());
    let connect_timeout = seconds.filter(|seconds| *seconds > 0).map(Duration::from_secs);
    let server = Server { host, port, user, password, database, schemas, tls };
    Ok(Parsed { url: DbUrl { engine, place: Place::Server(server) }, notes, connect_timeout })
}

/// libpq asks the URL, the service, the variables.
fn of_postgres(url: Settings, environment: &Environment) -> Result<Settings, UrlError> {
    let service = url.get(Part::Service).map(str::to_owned).or_else(|| environment.get("PGSERVICE"));
    let url = match service {
        Some(service) => url.or(files::service(environment, &service)?),
        None => url,
    };
    Ok(url.or(variables(environment, Usage::Postgres, POSTGRES_VARIABLES)?))
}

/// MySQL's clients ask the command line, the option files, the variables: the files outrank the variables (tried with
/// the clients of MariaDB 10.11).
fn of_mysql(engine: Engine, url: Settings, environment: &Environment) -> Result<Settings, UrlError> {
    let groups: &[&str] = match engine {
        Engine::Mariadb => &["client", "client-server", "client-mariadb"],
        _ => &["client"],
    };
    let files = files::my_cnf(environment, groups)?;
    Ok(url.or(files).or(variables(environment, Usage::Mysql, MYSQL_VARIABLES)?))
}

fn variables(environment: &Environment, usage: Usage, names: &[(&str, &str)]) -> Result<Settings, UrlError> {
    let mut settings = Settings::default();
    for (variable, name) in names {
        if let Some(value) = environment.get(variable) {
            let named = |error| UrlError(format!("in the variable `{variable}`: {error}"));
            settings.parameter(usage, name, &value).map_err(named)?;
        }
    }
    Ok(settings)
}

/// The first of a list, as libpq has them of hosts and ports.
fn first(settings: &Settings, part: Part) -> Option<&str> {
    settings.get(part)?.split(',').next().filter(|first| !first.is_empty())
}

fn postgres_host(settings: &Settings, port: u16, environment: &Environment) -> Host {
    match first(settings, Part::Host).or_else(|| settings.get(Part::Socket)) {
        Some(folder) if folder.starts_with('/') => Host::Socket(postgres_folder(folder)),
        Some(name) => Host::Tcp(name.to_owned()),
        None => match first(settings, Part::Address) {
            Some(address) => Host::Tcp(address.to_owned()),
            None => POSTGRES_FOLDERS
                .iter()
                .map(Path::new)
                .find(|folder| (environment.exists)(&folder.join(format!(".s.PGSQL.{port}"))))
                .map_or_else(|| Host::Tcp("localhost".to_owned()), |folder| Host::Socket(folder.to_owned())),
        },
    }
}

/// Some drivers want the socket itself where libpq wants its folder.
fn postgres_folder(path: &str) -> PathBuf {
    path.split_once("/.s.PGSQL.").map_or(path, |(folder, _)| folder).into()
}

/// `localhost` is the socket where there is one, unless a port was asked for, as the clients have it.
fn mysql_host(
    settings: &Settings,
    own_socket: Option<String>,
    has_port: bool,
    environment: &Environment,
) -> Host {
    let host = first(settings, Part::Host).unwrap_or("localhost");
    let socket = match own_socket {
        Some(socket) => Some(PathBuf::from(socket)),
        None if host.starts_with('/') => Some(PathBuf::from(host)),
        None if host.eq_ignore_ascii_case("localhost") && !has_port => {
            settings.get(Part::Socket).map(PathBuf::from).or_else(|| {
                let usual = MYSQL_SOCKETS.iter().map(PathBuf::from);
                usual.into_iter().find(|socket| (environment.exists)(socket))
            })
        }
        None => None,
    };
    socket.map_or_else(|| Host::Tcp(host.to_owned()), Host::Socket)
}

/// The names that a host may have in the password file: a usual socket, and nothing at all, are `localhost` there.
fn password_hosts(host: &Host, settings: &Settings) -> Vec<String> {
    let name = match host {
        Host::Tcp(name) => name.clone(),
        Host::Socket(folder) => folder.display().to_string(),
    };
    let usual = matches!(host, Host::Socket(folder) if is_usual_socket(Engine::Postgres, folder));
    let local = usual || settings.get(Part::Host).is_none();
    std::iter::once(name).chain(local.then(|| "localhost".to_owned())).collect()
}

fn tls(engine: Engine, settings: &Settings, environment: &Environment) -> Result<Tls, UrlError> {
    // libpq looks in `~/.postgresql` for what is not named.
    let usual = |name: &str| {
        let home = environment.home.as_ref().filter(|_| engine == Engine::Postgres)?;
        let path = home.join(".postgresql").join(name);
        (environment.exists)(&path).then_some(path)
    };
    let named = |part| settings.get(part).map(PathBuf::from);
    let system = settings.get(Part::TlsRoot) == Some("system");
    let root = named(Part::TlsRoot).or_else(|| usual("root.crt")).filter(|_| !system);
    let mode = if engine == Engine::Postgres {
        match settings.tls().unwrap_or_default() {
            // As libpq: the system's authorities are too many to trust one without looking at the name.
            _ if system => TlsMode::VerifyFull,
            // As libpq: an authority that is at hand is also asked.
            TlsMode::Require if root.is_some() => TlsMode::VerifyCa,
            mode => mode,
        }
    } else {
        files::implied_by_authority(settings.tls(), root.is_some())
    };
    let certificate = named(Part::Certificate).or_else(|| usual("postgresql.crt"));
    let key = named(Part::PrivateKey).or_else(|| usual("postgresql.key"));
    let client = match (certificate, key) {
        (Some(certificate), Some(key)) => Some((certificate, key)),
        (Some(_), None) if mode != TlsMode::Disable => {
            return Err(UrlError(
                "a client's certificate needs its key: name it with `sslkey` or `ssl-key`".to_owned(),
            ));
        }
        _ => None,
    };
    Ok(Tls { mode, root, client })
}
