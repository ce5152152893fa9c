//! What a connection is made of, and the names that drivers, files and people give it.

use std::collections::BTreeMap;

use super::libpq;
use super::{TlsMode, UrlError};

/// A part of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// Several are separated by commas, as libpq has them; so are their ports.
    Host,
    /// The address of the host, when it is not to be looked up.
    Address,
    Port,
    Socket,
    User,
    Password,
    Database,
    /// Separated by NUL, which no name holds.
    Schemas,
    TlsRoot,
    Certificate,
    PrivateKey,
    Service,
    PasswordFile,
    /// In seconds.
    Timeout,
}

/// Where a name is used: the same one does not say the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Usage {
    Postgres,
    PostgresJdbc,
    Mysql,
    MysqlJdbc,
}

/// Parts of a connection from one source. An empty value says nothing, as in libpq. No `Debug`: it holds secrets.
#[derive(Default)]
pub(super) struct Settings {
    values: BTreeMap<Part, String>,
    tls: Option<TlsMode>,
    /// How the password is spelled where it comes from.
    password_spelling: Option<String>,
    /// What was not understood: one sentence each without a full stop.
    pub(super) notes: Vec<String>,
    /// `sslcert` is the server's root there.
    prisma: bool,
}

impl Settings {
    pub(super) fn get(&self, part: Part) -> Option<&str> {
        self.values.get(&part).map(String::as_str)
    }

    pub(super) fn tls(&self) -> Option<TlsMode> {
        self.tls
    }

    pub(super) fn password_spelling(&self) -> Option<&str> {
        self.password_spelling.as_deref()
    }

    /// The last one said holds.
    pub(super) fn set(&mut self, part: Part, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.values.insert(part, value);
        }
    }

    /// A password, and how it is spelled where it was found.
    pub(super) fn set_password(&mut self, password: &str, spelling: &str) {
        self.set(Part::Password, password);
        self.password_spelling = Some(spelling.to_owned());
    }

    /// What the other source says where this one says nothing.
    #[must_use]
    pub(super) fn or(mut self, weaker: Self) -> Self {
        if !self.values.contains_key(&Part::Password) {
            self.password_spelling = weaker.password_spelling;
        }
        for (part, value) in weaker.values {
            self.values.entry(part).or_insert(value);
        }
        self.tls = self.tls.or(weaker.tls);
        self.notes.extend(weaker.notes);
        self
    }

    /// Takes a parameter by one of its names.
    ///
    /// # Errors
    /// When it says how the connection is made secure, and says it in no known words: to go on would be less secure
    /// than what was asked for. Every other unknown thing is a note.
    pub(super) fn parameter(&mut self, usage: Usage, name: &str, value: &str) -> Result<(), UrlError> {
        let plain = plain_name(name);
        let postgres = matches!(usage, Usage::Postgres | Usage::PostgresJdbc);
        match plain.as_str() {
            "host" | "server" | "servername" => self.set(Part::Host, value),
            "hostaddr" => self.set(Part::Address, value),
            "port" | "portnumber" => self.set(Part::Port, value),
            "socket" | "unixsocket" | "localsocket" => self.set(Part::Socket, value),
            "user" | "username" | "uid" => self.set(Part::User, value),
            "password" | "passwd" | "pass" | "pwd" => self.set_password(value, value),
            "dbname" | "database" | "databasename" => self.set(Part::Database, value),
            "schema" | "schemas" => self.set(Part::Schemas, value.split(',').collect::<Vec<_>>().join("\0")),
            "currentschema" | "searchpath" => self.set(Part::Schemas, libpq::search_path(value)),
            "options" if postgres => {
                let options = libpq::options(value);
                self.set(Part::Schemas, options.schemas);
                if options.others {
                    self.note("of the parameter `options` only `search_path` is used");
                }
            }
            "sslmode" => self.strengthen(mode(name, value)?),
            "sslaccept" => {
                self.prisma = true;
                self.strengthen(mode(name, value)?);
            }
            "ssl" | "usessl" | "tls" => self.strengthen(switch(usage, &plain, name, value)?),
            "requiressl" if is_true(value) => self.strengthen(TlsMode::Require),
            "verifyservercertificate" | "sslverifycert" | "verifyca" if is_true(value) => {
                self.strengthen(TlsMode::VerifyCa);
            }
            "sslverifyservercert" | "sslverifyidentity" | "verifyidentity" if is_true(value) => {
                self.strengthen(TlsMode::VerifyFull);
            }
            "skipssl" => self.strengthen(TlsMode::Disable),
            "sslrootcert" | "sslca" | "serversslcert" => self.set(Part::TlsRoot, value),
            "sslcert" => self.set(Part::Certificate, value),
            "sslkey" => self.set(Part::PrivateKey, value),
            "service" if postgres => self.set(Part::Service, value),
            "passfile" if postgres => self.set(Part::PasswordFile, value),
            "connecttimeout" if usage == Usage::MysqlJdbc => {
                let seconds = value.parse::<u64>().map(|thousandths| thousandths.div_ceil(1000).to_string());
                self.set(Part::Timeout, seconds.unwrap_or_default());
            }
            "connecttimeout" => self.set(Part::Timeout, value),
            plain if HARMLESS.binary_search(&plain).is_ok() => {}
            // A word without a value may be the rest of a password that holds an `&`.
            _ if is_presentable(name) && !value.is_empty() => {
                self.note(format!("the parameter `{name}` is unknown and left aside"));
            }
            _ => self.note("a parameter without a name or a value is unknown and left aside"),
        }
        Ok(())
    }

    /// Prisma gives the server's root as `sslcert`, without a key.
    pub(super) fn settle_certificates(&mut self) {
        if self.prisma
            && !self.values.contains_key(&Part::PrivateKey)
            && let Some(root) = self.values.remove(&Part::Certificate)
        {
            self.values.insert(Part::TlsRoot, root);
        }
    }

    pub(super) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// Several parameters may speak of this; the strictest holds.
    fn strengthen(&mut self, mode: TlsMode) {
        self.tls = self.tls.max(Some(mode));
    }
}

/// A parameter's name without what spellings differ in: `ssl-mode`, `ssl_mode` and `sslMode` are one.
pub(super) fn plain_name(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether what a parameter holds is never to be shown.
pub(super) fn is_secret_name(name: &str) -> bool {
    let plain = plain_name(name);
    plain != "passfile"
        && ["pass", "pwd", "secret", "token", "apikey"].iter().any(|word| plain.contains(word))
}

fn is_presentable(name: &str) -> bool {
    (1..=40).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
}

fn is_true(value: &str) -> bool {
    matches!(value.to_ascii_lowercase().as_str(), "" | "true" | "1" | "yes" | "on")
}

fn is_false(value: &str) -> bool {
    matches!(value.to_ascii_lowercase().as_str(), "false" | "0" | "no" | "off")
}

/// A yes or no, which drivers take for different things, or the word for a mode.
fn switch(usage: Usage, plain: &str, name: &str, value: &str) -> Result<TlsMode, UrlError> {
    // Node's drivers take an object: `{"rejectUnauthorized":true}`.
    if let Some((_, after)) = value.split_once("rejectUnauthorized") {
        let verified = after.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).starts_with("true");
        return Ok(if verified { TlsMode::VerifyFull } else { TlsMode::Require });
    }
    match value {
        _ if is_false(value) => Ok(TlsMode::Disable),
        // `tls=true` of Go and `ssl=true` of PostgreSQL's JDBC driver look at the certificate; the others do not.
        _ if is_true(value) && (plain == "tls" || usage == Usage::PostgresJdbc) => Ok(TlsMode::VerifyFull),
        _ if is_true(value) => Ok(TlsMode::Require),
        _ => mode(name, value),
    }
}

fn mode(name: &str, value: &str) -> Result<TlsMode, UrlError> {
    Ok(match plain_name(value).as_str() {
        "disable" | "disabled" => TlsMode::Disable,
        "allow" | "prefer" | "preferred" => TlsMode::Prefer,
        "require" | "required" | "trust" | "noverify" | "skipverify" | "acceptinvalidcerts" => {
            TlsMode::Require
        }
        "verifyca" => TlsMode::VerifyCa,
        "verifyfull" | "verifyidentity" | "strict" => TlsMode::VerifyFull,
        _ => {
            return Err(UrlError(format!(
                "`{name}` says no known way to make the connection secure: use `disable`, `prefer`, `require`, \
                 `verify-ca` or `verify-full`"
            )));
        }
    })
}

/// Parameters that change nothing of what a reader sees, by plain name, sorted.
const HARMLESS: &[&str] = &[
    "adapter",
    "allowmultiqueries",
    "allownativepasswords",
    "allowpublickeyretrieval",
    "applicationname",
    "apply",
    "autocommit",
    "autoreconnect",
    "binarytransfer",
    "cacheprepstmts",
    "channelbinding",
    "characterencoding",
    "charset",
    "clientencoding",
    "collation",
    "columnsizeasbits",
    "connectionlimit",
    "connmaxage",
    "conntimezone",
    "defaultrowfetchsize",
    "driver",
    "encoding",
    "engine",
    "fallbackapplicationname",
    "gssencmode",
    "gsslib",
    "interpolateparams",
    "keepalives",
    "keepalivescount",
    "keepalivesidle",
    "keepalivesinterval",
    "krbsrvname",
    "loadbalancehosts",
    "loc",
    "localinfile",
    "logintimeout",
    "maxallowedpacket",
    "maxconnections",
    "maxidletime",
    "maxlifetime",
    "maxoverflow",
    "minconnections",
    "multistatements",
    "parsetime",
    "pgbouncer",
    "plugin",
    "pool",
    "poolmaxconns",
    "poolmode",
    "poolrecycle",
    "poolsize",
    "pooltimeout",
    "preferquerymode",
    "prepared",
    "preparedstatements",
    "preparethreshold",
    "readtimeout",
    "reconnect",
    "requireauth",
    "rewritebatchedinserts",
    "rewritebatchedstatements",
    "servertimezone",
    "sockettimeout",
    "sslcompression",
    "sslmaxprotocolversion",
    "sslminprotocolversion",
    "sslnegotiation",
    "sslsni",
    "statementcachesize",
    "statementtimeout",
    "stringtype",
    "supautype",
    "targetservertype",
    "targetsessionattrs",
    "tcpkeepalive",
    "tcpusertimeout",
    "timeout",
    "timezone",
    "tinyint1isbit",
    "useaffectedrows",
    "usecursorfetch",
    "usejdbccomplianttimezoneshift",
    "uselegacydatetimecode",
    "usepipelineauth",
    "useserverprepstmts",
    "useunicode",
    "workaroundpgbouncer",
    "writetimeout",
    "xmigrationstable",
    "xmultistatement",
    "xnolock",
    "xstatementtimeout",
    "zerodatetimebehavior",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_harmless_names_are_plain_and_sorted() {
        assert!(HARMLESS.is_sorted());
        assert!(HARMLESS.iter().all(|name| plain_name(name) == *name));
    }

    #[test]
    fn modes_have_one_meaning_in_all_their_words() {
        for (usage, name, value, want) in [
            (Usage::Postgres, "sslmode", "verify-full", TlsMode::VerifyFull),
            (Usage::Postgres, "sslmode", "no-verify", TlsMode::Require),
            (Usage::Postgres, "ssl", "true", TlsMode::Require),
            (Usage::PostgresJdbc, "ssl", "true", TlsMode::VerifyFull),
            (Usage::Mysql, "ssl-mode", "VERIFY_IDENTITY", TlsMode::VerifyFull),
            (Usage::Mysql, "ssl_mode", "REQUIRED", TlsMode::Require),
            (Usage::MysqlJdbc, "sslMode", "PREFERRED", TlsMode::Prefer),
            (Usage::MysqlJdbc, "useSSL", "false", TlsMode::Disable),
            (Usage::Mysql, "tls", "true", TlsMode::VerifyFull),
            (Usage::Mysql, "tls", "skip-verify", TlsMode::Require),
            (Usage::Mysql, "require_ssl", "true", TlsMode::Require),
            (Usage::Mysql, "sslaccept", "strict", TlsMode::VerifyFull),
            (Usage::Mysql, "ssl", r#"{"rejectUnauthorized":true}"#, TlsMode::VerifyFull),
            (Usage::Mysql, "ssl", r#"{"rejectUnauthorized":false}"#, TlsMode::Require),
        ] {
            let mut settings = Settings::default();
            settings.parameter(usage, name, value).unwrap();
            assert_eq!(settings.tls(), Some(want), "{name}={value}");
            assert_eq!(settings.notes, Vec::<String>::new(), "{name}={value}");
        }
    }
}
