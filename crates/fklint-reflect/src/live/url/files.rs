//! The files in which the engines' own clients keep credentials: `.pgpass`, `.pg_service.conf`, `.my.cnf`.

use std::path::{Path, PathBuf};

use super::environment::{ClientFile, Environment};
use super::parameters::{Settings, Usage};
use super::{TlsMode, UrlError};

/// Whom a password is wanted for.
pub(super) struct Wanted<'a> {
    /// The names the host may have in the file, one of which has to match.
    pub(super) hosts: Vec<String>,
    pub(super) port: String,
    pub(super) database: &'a str,
    pub(super) user: &'a str,
}

/// The password that PostgreSQL's password file has for a connection: the first line that matches, as libpq.
pub(super) fn password(
    environment: &Environment,
    named: Option<&str>,
    wanted: &Wanted<'_>,
    notes: &mut Vec<String>,
) -> Option<String> {
    let path = named
        .map(str::to_owned)
        .or_else(|| environment.get("PGPASSFILE"))
        .map(PathBuf::from)
        .or_else(|| Some(environment.home.as_ref()?.join(".pgpass")))?;
    let file = (environment.file)(&path)?;
    if file.mode.is_some_and(|mode| mode & 0o077 != 0) {
        let path = path.display();
        notes.push(format!(
            "`{path}` is left aside, since others may read it, as PostgreSQL's own clients do: `chmod 600 {path}`"
        ));
        return None;
    }
    let found = file.text.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let fields = fields(line);
        let [host, port, database, user, password] = fields.get(..5)? else { return None };
        let is = |pattern: &Field, value: &str| pattern.any || pattern.text == value;
        (wanted.hosts.iter().any(|name| is(host, name))
            && is(port, &wanted.port)
            && is(database, wanted.database)
            && is(user, wanted.user))
        .then(|| password.text.clone())
    });
    found.filter(|password| !password.is_empty())
}

/// What a service of a service file says.
///
/// # Errors
/// When no file has it: to connect elsewhere would be worse.
pub(super) fn service(environment: &Environment, name: &str) -> Result<Settings, UrlError> {
    let own = environment
        .get("PGSERVICEFILE")
        .map(PathBuf::from)
        .or_else(|| Some(environment.home.as_ref()?.join(".pg_service.conf")));
    let system = environment.get("PGSYSCONFDIR").map(|folder| Path::new(&folder).join("pg_service.conf"));
    let places: Vec<PathBuf> = own.into_iter().chain(system).collect();
    for place in &places {
        let Some(ClientFile { text, .. }) = (environment.file)(place) else { continue };
        let mut lines = text.lines().map(str::trim);
        if !lines.by_ref().any(|line| section(line) == Some(name)) {
            continue;
        }
        let mut settings = Settings::default();
        let pairs = lines
            .take_while(|line| section(line).is_none())
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('='));
        for (key, value) in pairs {
            settings.parameter(Usage::Postgres, key.trim(), value.trim())?;
        }
        return Ok(settings);
    }
    let looked: Vec<String> = places.iter().map(|place| format!("`{}`", place.display())).collect();
    Err(UrlError(format!(
        "the service that is asked for is in no service file: write its section into {}",
        if looked.is_empty() { "the file that PGSERVICEFILE names".to_owned() } else { looked.join(" or ") }
    )))
}

/// What the `[client]` groups of `~/.my.cnf` say; the last one said holds, as in the clients.
///
/// # Errors
/// When it says in no known words how the connection is made secure.
pub(super) fn my_cnf(environment: &Environment, groups: &[&str]) -> Result<Settings, UrlError> {
    let mut settings = Settings::default();
    let Some(path) = environment.home.as_ref().map(|home| home.join(".my.cnf")) else { return Ok(settings) };
    let Some(file) = (environment.file)(&path) else { return Ok(settings) };
    if file.mode.is_some_and(|mode| mode & 0o002 != 0) {
        let path = path.display();
        settings.note(format!(
            "`{path}` is left aside, since everybody may write it, as MySQL's own clients do: `chmod 600 {path}`"
        ));
        return Ok(settings);
    }
    let mut ours = false;
    for line in file.text.lines().map(str::trim) {
        if let Some(name) = section(line) {
            ours = groups.contains(&name);
        } else if ours && !line.starts_with(['#', ';', '!']) {
            let (name, value) = line.split_once('=').map_or((line, String::new()), |(name, value)| {
                (name.trim_end(), option_value(value.trim_start()))
            });
            client_option(&mut settings, name, &value)?;
        }
    }
    Ok(settings)
}

/// The options of a client that reach a server; a client has many others, of which nothing is said.
fn client_option(settings: &mut Settings, name: &str, value: &str) -> Result<(), UrlError> {
    let name = name.replace('_', "-");
    match name.strip_prefix("loose-").unwrap_or(&name) {
        "host"
        | "port"
        | "user"
        | "password"
        | "socket"
        | "database"
        | "ssl-ca"
        | "ssl-cert"
        | "ssl-key"
        | "ssl-mode"
        | "ssl"
        | "skip-ssl"
        | "ssl-verify-server-cert"
        | "connect-timeout" => settings.parameter(Usage::Mysql, &name, value),
        _ => Ok(()),
    }
}

/// A value of an option file. A `#` outside quotes ends it, quotes around all of it go, `\s` is a space (tried with
/// `my_print_defaults` of MariaDB 10.11).
fn option_value(text: &str) -> String {
    let mut quote = None;
    let mut escaped = false;
    let end = text.find(|mark: char| {
        let ends = mark == '#' && quote.is_none();
        match mark {
            _ if escaped => {}
            '\'' | '"' if quote == Some(mark) => quote = None,
            '\'' | '"' if quote.is_none() => quote = Some(mark),
            _ => {}
        }
        escaped = mark == '\\' && !escaped;
        ends
    });
    let text = text[..end.unwrap_or(text.len())].trim_end();
    let inner = ['\'', '"']
        .into_iter()
        .find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(text);
    let mut value = String::new();
    let mut marks = inner.chars();
    while let Some(mark) = marks.next() {
        match if mark == '\\' { marks.clone().next() } else { None } {
            Some(escape @ ('n' | 't' | 'r' | 'b' | 's' | '\\' | '\'' | '"')) => {
                marks.next();
                value.push(match escape {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'b' => '\u{8}',
                    's' => ' ',
                    itself => itself,
                });
            }
            _ => value.push(mark),
        }
    }
    value
}

/// The name of `[name]`.
fn section(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix('[')?.split_once(']')?;
    Some(name.trim())
}

/// A field of a password file; an unescaped `*` alone is any.
struct Field {
    text: String,
    any: bool,
}

fn fields(line: &str) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut field = Field { text: String::new(), any: line.starts_with("*:") };
    let mut marks = line.char_indices();
    while let Some((at, mark)) = marks.next() {
        match mark {
            ':' => {
                let any = line[at + 1..].starts_with("*:");
                fields.push(std::mem::replace(&mut field, Field { text: String::new(), any }));
            }
            // One at the end of the line is itself.
            '\\' => field.text.push(marks.next().map_or('\\', |(_, mark)| mark)),
            _ => field.text.push(mark),
        }
    }
    fields.push(field);
    fields
}

/// What MySQL's clients do about TLS without being told: a named authority is also looked at.
pub(super) fn implied_by_authority(mode: Option<TlsMode>, root: bool) -> TlsMode {
    mode.unwrap_or(if root { TlsMode::VerifyCa } else { TlsMode::Prefer })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn option_values_are_read_as_my_print_defaults_does() {
        for (written, read) in [
            (r#""a#b\sc"   # comment"#, "a#b c"),
            ("/x y/z   # c2", "/x y/z"),
            ("'/q'", "/q"),
            ("h#x", "h"),
            (r"'it\'s'", "it's"),
            (r#""b"c"#, r#""b"c"#),
            (r#"'x"y'"#, r#"x"y"#),
            (r"a\tb\\c\s", "a\tb\\c "),
            (r#"a"b#c"d"#, r#"a"b#c"d"#),
        ] {
            assert_eq!(option_value(written), read, "{written}");
        }
    }
}
