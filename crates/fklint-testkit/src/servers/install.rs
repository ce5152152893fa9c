//! Installing missing server programs with Debian's own tools, where that is permitted.

use std::path::Path;
use std::process::{Command, Stdio};

use fklint_catalog::Engine;

/// The packages of an engine's server: of MariaDB those without a service.
fn packages(engine: Engine) -> &'static [&'static str] {
    match engine {
        Engine::Mariadb => &["mariadb-server-core", "mariadb-client-core"],
        Engine::Postgres => &["postgresql"],
        _ => &[],
    }
}

/// Installs the server of an engine by `apt-get`, as root or by a `sudo` that asks for no password, after a word about
/// it to `say`.
///
/// # Errors
/// When it is not permitted or does not work: why, in words.
pub fn install(engine: Engine, say: impl Fn(&str)) -> Result<(), String> {
    let packages = packages(engine);
    if packages.is_empty() {
        return Err(format!("{engine} is not in Debian"));
    }
    if std::env::var_os("FKLINT_NO_INSTALL").is_some_and(|value| value == "1") {
        return Err("it is not installed, and FKLINT_NO_INSTALL=1 forbids to install it".to_owned());
    }
    if !Path::new("/usr/bin/apt-get").exists() {
        return Err("it is not installed, and there is no apt-get".to_owned());
    }
    let runs = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    // Whoever may write the lock may install.
    let prefix: &[&str] = if runs("test", &["-w", "/var/lib/dpkg/lock"]) {
        &["env"]
    } else if runs("sudo", &["-n", "true"]) {
        &["sudo", "-n", "env"]
    } else {
        return Err(format!(
            "it is not installed, and only root may: apt-get install {}",
            packages.join(" ")
        ));
    };
    say(&format!("installing {} for the tests (FKLINT_NO_INSTALL=1 forbids it)", packages.join(" ")));
    let apt = |arguments: &[&str]| {
        let mut command = Command::new(prefix[0]);
        command.args(&prefix[1..]).arg("DEBIAN_FRONTEND=noninteractive").arg("apt-get").args(arguments);
        match command.stdin(Stdio::null()).stdout(Stdio::null()).status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("apt-get {} ended with {status}", arguments.join(" "))),
            Err(error) => Err(format!("cannot run apt-get: {error}")),
        }
    };
    apt(&["update", "-qq"])?;
    apt(&[&["install", "-y", "-qq", "--no-install-recommends"], packages].concat())
}
