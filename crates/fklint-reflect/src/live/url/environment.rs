//! What surrounds a URL: the variables, the home directory and the small files that clients keep there.

use std::fmt;
use std::path::{Path, PathBuf};

use super::UrlError;

/// A look-up.
pub type LookUp<Question, Answer> = Box<dyn Fn(&Question) -> Answer + Send + Sync>;

/// The surroundings of a connection. Plain look-ups, so that a test needs no real ones.
pub struct Environment {
    /// The value of a variable; unset and not Unicode are both `None`.
    pub variable: LookUp<str, Option<String>>,
    /// A small file: a password file, a file of options.
    pub file: LookUp<Path, Option<ClientFile>>,
    /// Whether there is something at a path.
    pub exists: LookUp<Path, bool>,
    /// The home directory.
    pub home: Option<PathBuf>,
    /// The user's name in the operating system.
    pub user: Option<String>,
}

/// A file that a client reads.
#[derive(Clone)]
pub struct ClientFile {
    /// What it says.
    pub text: String,
    /// Its permission bits, where the system has them.
    pub mode: Option<u32>,
}

impl Environment {
    /// That of this process.
    #[must_use]
    pub fn of_process() -> Self {
        Self {
            variable: Box::new(|name| std::env::var(name).ok()),
            file: Box::new(read),
            exists: Box::new(Path::exists),
            home: std::env::home_dir().filter(|home| !home.as_os_str().is_empty()),
            user: account()
                .or_else(|| ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok())),
        }
    }

    /// A variable that says something.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        (self.variable)(name).filter(|value| !value.is_empty())
    }

    /// Fills in `$VAR`, `${VAR}` and `${VAR:-instead}`, each as it stands; `env:VAR` is the whole text. `$$` is a
    /// dollar sign, and one that no name follows stays.
    pub(super) fn expand(&self, text: &str) -> Result<String, UrlError> {
        let text = text.trim();
        let whole = match text.strip_prefix("env:") {
            Some(name) => self.wanted(name.trim(), None)?,
            None => self.fill(text)?,
        };
        if whole.trim().is_empty() {
            return Err(UrlError(
                "the URL of the database is empty once its variables are filled in".to_owned(),
            ));
        }
        Ok(whole)
    }

    fn fill(&self, text: &str) -> Result<String, UrlError> {
        let mut pieces = text.split('$');
        let mut filled = pieces.next().unwrap_or("").to_owned();
        while let Some(piece) = pieces.next() {
            if let Some(braced) = piece.strip_prefix('{') {
                let (name, rest) = braced.split_once('}').ok_or_else(|| {
                    UrlError("a `${` in the URL of the database is not closed with `}`".to_owned())
                })?;
                let (name, instead) =
                    name.split_once(":-").map_or((name, None), |(name, instead)| (name, Some(instead)));
                filled.extend([self.wanted(name, instead)?.as_str(), rest]);
                continue;
            }
            let end = piece.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(piece.len());
            let (name, rest) = piece.split_at(end);
            if is_variable(name) {
                filled.extend([self.wanted(name, None)?.as_str(), rest]);
            } else {
                filled.push('$');
                // The second half of `$$`: what follows it is text.
                let text = if piece.is_empty() { pieces.next().unwrap_or("") } else { piece };
                filled.push_str(text);
            }
        }
        Ok(filled)
    }

    fn wanted(&self, name: &str, instead: Option<&str>) -> Result<String, UrlError> {
        if !is_variable(name) {
            return Err(UrlError(
                "the URL of the database names no variable: write `$NAME`, `${NAME}` or `env:NAME`, and a dollar \
                 sign as `$$`"
                    .to_owned(),
            ));
        }
        let value = match instead {
            Some(instead) => self.get(name).or_else(|| Some(instead.to_owned())),
            None => (self.variable)(name),
        };
        value.ok_or_else(|| {
            UrlError(format!(
                "the environment variable `{name}` is not set: set it (`export {name}=…`), or write \
                 `${{{name}:-…}}` to say what holds without it"
            ))
        })
    }
}

impl fmt::Debug for Environment {
    /// The variables hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Environment").field("home", &self.home).finish_non_exhaustive()
    }
}

fn is_variable(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

fn read(path: &Path) -> Option<ClientFile> {
    let about = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    let text = String::from_utf8_lossy(&std::fs::read(path).ok()?).into_owned();
    Some(ClientFile { text, mode: mode(&about) })
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere there are none")]
fn mode(about: &std::fs::Metadata) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    Some(about.mode())
}

#[cfg(not(unix))]
fn mode(_: &std::fs::Metadata) -> Option<u32> {
    None
}

/// The name of the account that this process runs as. psql asks for it too rather than for `$USER`, which `sudo` and
/// containers leave wrong or empty.
#[cfg(unix)]
fn account() -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let id = std::fs::metadata("/proc/self").ok()?.uid().to_string();
    let accounts = std::fs::read_to_string("/etc/passwd").ok()?;
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)? == id).then(|| name.to_owned())
    })
}

#[cfg(not(unix))]
fn account() -> Option<String> {
    None
}
