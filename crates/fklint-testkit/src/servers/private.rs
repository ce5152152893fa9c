//! A server of one's own in a temporary directory, which never outlives the process that started it.
//!
//! Between this process and the server stands a shell: it makes the data, starts the server, again at every line that it
//! reads, and waits for the end of its standard input, which only this process holds. Whichever way that ends (dropped,
//! panic, Ctrl-C, `kill -9`), the shell then kills the server and removes the directory. It has a process group of its own,
//! so that Ctrl-C does not reach it.
//!
//! What a server says is written is in the system's cache, not on the disk: a `kill -9` of the server takes nothing back,
//! a power cut would.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use fklint_catalog::Engine;

use super::Server;

/// The longest wait for the first login. Under load a server takes seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// The user and group that servers run as where this process is root's: `nobody`. PostgreSQL refuses root.
const NOBODY: u32 = 65_534;

/// A running server. Dropping it kills the server and removes its files.
#[derive(Debug)]
pub struct Private {
    server: Server,
    guard: Guard,
    /// The server's process.
    process: u32,
}

impl Private {
    /// The server.
    #[must_use]
    pub const fn server(&self) -> &Server {
        &self.server
    }

    /// The directory with all its files.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.guard.directory
    }

    /// Kills the server as `kill -9` does, with all its processes, and leaves its files.
    ///
    /// # Errors
    /// When there is no `kill`.
    pub fn kill(&self) -> Result<(), String> {
        let kill = |signal: &str, processes: &[u32]| {
            let processes = processes.iter().map(u32::to_string);
            let sent = Command::new("/bin/kill").arg(signal).args(processes).stderr(Stdio::null()).status();
            sent.map(|_| ()).map_err(|error| format!("cannot run kill: {error}"))
        };
        // One that stands still starts no more of them.
        kill("-STOP", &[self.process])?;
        let mut all = vec![self.process];
        all.extend(children(self.process));
        kill("-KILL", &all)
    }

    /// Starts the server again on the same files and port, after it was killed.
    ///
    /// # Errors
    /// When it does not start: with the end of its log.
    pub fn restart(&mut self) -> Result<(), String> {
        let asked = self.guard.shell.stdin.as_mut().map(|stdin| stdin.write_all(b"\n"));
        self.process = asked.and_then(|_| self.guard.process()).ok_or("its shell is gone")?;
        self.server = self.guard.answer(self.server.engine(), self.server.url())?;
        Ok(())
    }
}

/// The shell that holds a server.
#[derive(Debug)]
struct Guard {
    shell: Child,
    /// It tells the process of each server that it starts.
    told: BufReader<ChildStdout>,
    directory: PathBuf,
}

impl Guard {
    /// The process of the server that was started last.
    fn process(&mut self) -> Option<u32> {
        let mut word = String::new();
        self.told.read_line(&mut word).ok()?;
        word.trim().parse().ok()
    }

    /// Waits until the server answers.
    fn answer(&self, engine: Engine, url: &str) -> Result<Server, String> {
        let begun = Instant::now();
        loop {
            match Server::at(url) {
                Ok(server) if server.engine() == engine => return Ok(server),
                Ok(server) => return Err(self.failed(engine, &format!("{server} answers on its port"))),
                Err(error) if begun.elapsed() > PATIENCE => {
                    return Err(self.failed(engine, &error.to_string()));
                }
                Err(_) => std::thread::sleep(Duration::from_millis(20)),
            }
        }
    }

    fn failed(&self, engine: Engine, why: &str) -> String {
        let log = fs::read_to_string(self.directory.join("log")).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        let end = lines[lines.len().saturating_sub(8)..].join("\n");
        format!("a private {engine} server does not start: {why}\n{end}")
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        // The shell ends by itself now; without the wait, the process could end before the files are gone.
        let _ = self.shell.wait();
    }
}

/// Starts a server of the engine; `None` where its programs are not installed.
///
/// # Errors
/// When it does not start: with the end of its log.
pub fn start(engine: Engine) -> Result<Option<Private>, String> {
    let Some(programs) = Programs::find(engine) else { return Ok(None) };
    // The port was free a moment ago, which is no promise.
    let mut last = String::new();
    for _ in 0..2 {
        match start_at(&programs, free_port()?) {
            Ok(private) => return Ok(Some(private)),
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// The programs of an engine.
#[derive(Debug)]
struct Programs {
    engine: Engine,
    prepare: PathBuf,
    server: PathBuf,
}

impl Programs {
    fn find(engine: Engine) -> Option<Self> {
        let (prepare, server) = match engine {
            Engine::Mariadb => ("mariadb-install-db", "mariadbd"),
            Engine::Postgres => ("initdb", "postgres"),
            _ => return None,
        };
        let folders = folders();
        let has_both = |folder: &&PathBuf| folder.join(prepare).is_file() && folder.join(server).is_file();
        // Of PostgreSQL both must be of one version, so of one folder.
        if let Some(folder) = folders.iter().find(has_both) {
            return Some(Self { engine, prepare: folder.join(prepare), server: folder.join(server) });
        }
        let find = |name: &str| folders.iter().map(|folder| folder.join(name)).find(|path| path.is_file());
        (engine == Engine::Mariadb)
            .then(|| Some(Self { engine, prepare: find(prepare)?, server: find(server)? }))?
    }

    /// The commands that make the data and run the server, and the signal that ends it.
    fn commands(&self, directory: &Path, port: u16) -> (Vec<String>, Vec<String>, &'static str) {
        let (data, at) = (directory.join("data").display().to_string(), directory.display());
        let (prepare, server) = (self.prepare.display().to_string(), self.server.display().to_string());
        let words = |words: &str| words.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        if self.engine == Engine::Postgres {
            let mut made = vec![prepare, "-D".to_owned(), data.clone()];
            made.extend(words("-U postgres -A trust -E UTF8 --no-locale --no-sync"));
            let mut run = vec![server, "-D".to_owned(), data, "-p".to_owned(), port.to_string()];
            let settings = "listen_addresses=127.0.0.1 unix_socket_directories= fsync=off full_page_writes=off \
                            shared_buffers=16MB max_locks_per_transaction=1024";
            run.extend(settings.split_whitespace().flat_map(|setting| ["-c".to_owned(), setting.to_owned()]));
            // An immediate shutdown, which also gives its shared memory back.
            return (made, run, "QUIT");
        }
        let small = words(
            "--no-defaults --skip-name-resolve --innodb-buffer-pool-size=16M --innodb-log-file-size=8M",
        );
        let mut made = vec![prepare];
        made.extend_from_slice(&small);
        made.extend(words("--auth-root-authentication-method=normal --skip-test-db"));
        made.push(format!("--datadir={data}"));
        let mut run = vec![server];
        run.extend_from_slice(&small);
        run.extend(words(
            "--bind-address=127.0.0.1 --skip-log-bin --innodb-flush-log-at-trx-commit=2 --innodb-doublewrite=0 \
             --sync-frm=0 --performance-schema=OFF --secure-file-priv=",
        ));
        run.extend([format!("--datadir={data}"), format!("--tmpdir={at}"), format!("--port={port}")]);
        run.extend([format!("--socket={at}/socket"), format!("--pid-file={at}/pid")]);
        // A SIGTERM soon after the start is lost; the data is for throwing away.
        (made, run, "KILL")
    }

    fn url(&self, port: u16) -> String {
        match self.engine {
            Engine::Postgres => format!("postgres://postgres@127.0.0.1:{port}/postgres"),
            _ => format!("mariadb://root@127.0.0.1:{port}/"),
        }
    }
}

fn start_at(programs: &Programs, port: u16) -> Result<Private, String> {
    let engine = programs.engine;
    let directory = directory(engine)?;
    let (prepare, run, signal) = programs.commands(&directory, port);
    let quoted = |words: &[String]| words.iter().map(|word| quote(word)).collect::<Vec<_>>().join(" ");
    let script = format!(
        "cd {at} || exit\n\
         begin() {{ {run} >>log 2>&1 </dev/null & pid=$!; echo $pid; }}\n\
         if {prepare} >log 2>&1 </dev/null; then\n\
         begin\n\
         else\n\
         exec >&-\n\
         fi\n\
         while read -r _; do wait $pid; begin; done 2>/dev/null\n\
         [ -z \"$pid\" ] || {{ kill -{signal} $pid; wait $pid; }} 2>/dev/null\n\
         rm -rf {at}\n",
        at = quote(&directory.display().to_string()),
        prepare = quoted(&prepare),
        run = quoted(&run),
    );
    let mut shell = Command::new("/bin/sh");
    shell.arg("-c").arg(script).process_group(0);
    shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    if is_root(&directory)? {
        shell.uid(NOBODY).gid(NOBODY).env("HOME", &directory);
    }
    let fail = |error| {
        let _ = fs::remove_dir(&directory);
        format!("cannot run sh: {error}")
    };
    let mut shell = shell.spawn().map_err(fail)?;
    let told = shell.stdout.take().ok_or("sh says nothing")?;
    let mut guard = Guard { shell, told: BufReader::new(told), directory };
    let process = guard.process().ok_or_else(|| guard.failed(engine, "its data could not be made"))?;
    let server = guard.answer(engine, &programs.url(port))?;
    Ok(Private { server, guard, process })
}

/// The processes that a process started, as far as the system tells: PostgreSQL has one for each connection.
fn children(process: u32) -> Vec<u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let is_child = |number: &u32| {
        let stat = fs::read_to_string(format!("/proc/{number}/stat")).unwrap_or_default();
        // Its name, in brackets, may have anything in it.
        let parent = stat.rsplit_once(") ").and_then(|(_, rest)| rest.split(' ').nth(1)?.parse().ok());
        parent == Some(process)
    };
    numbers.filter(is_child).collect()
}

/// `PATH`, and where Debian and others keep servers that no user is meant to start; newest PostgreSQL first.
fn folders() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut versions: Vec<(u32, PathBuf)> = Vec::new();
    for entry in fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten() {
        let version = entry.file_name().to_string_lossy().parse().unwrap_or_default();
        versions.push((version, entry.path().join("bin")));
    }
    versions.sort();
    let usual = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin"].map(PathBuf::from);
    let newest = versions.into_iter().rev().map(|(_, folder)| folder);
    newest.chain(std::env::split_paths(&path)).chain(usual).collect()
}

/// A new directory for one server, which its user owns.
fn directory(engine: Engine) -> Result<PathBuf, String> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("fklint-{}-{}-{number}", engine.id(), std::process::id());
    let directory = std::env::temp_dir().join(name);
    let fail = |error| format!("cannot make {}: {error}", directory.display());
    fs::create_dir(&directory).map_err(fail)?;
    fs::set_permissions(&directory, fs::Permissions::from_mode(0o700)).map_err(fail)?;
    if is_root(&directory)? {
        chown(&directory, Some(NOBODY), Some(NOBODY)).map_err(fail)?;
    }
    Ok(directory)
}

/// Whether this process runs as root.
fn is_root(made: &Path) -> Result<bool, String> {
    // A new file belongs to the user that made it; there is no safe call that asks for that user.
    let probe = made.with_extension("user");
    let fail = |error| format!("cannot make {}: {error}", probe.display());
    let owner = fs::File::create(&probe).and_then(|file| file.metadata()).map_err(fail)?.uid();
    fs::remove_file(&probe).map_err(fail)?;
    Ok(owner == 0)
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    listener.map(|address| address.port()).map_err(|error| format!("no port is free: {error}"))
}

/// A word of the shell.
fn quote(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}
