//! URLs as people have them, and what must hold of all of them.

mod credentials;
mod forms;
mod refusals;
mod secrets;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::{ClientFile, DbUrl, Environment, Host, Parsed, Place, Server};

/// Surroundings made of variables and files, private ones unless they say otherwise.
#[derive(Clone, Default)]
struct Surroundings {
    variables: HashMap<String, String>,
    files: HashMap<PathBuf, ClientFile>,
}

impl Surroundings {
    fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.insert(name.to_owned(), value.to_owned());
        self
    }

    fn file(self, path: &str, text: &str) -> Self {
        self.file_of_mode(path, text, 0o100_600)
    }

    fn file_of_mode(mut self, path: &str, text: &str, mode: u32) -> Self {
        self.files.insert(path.into(), ClientFile { text: text.to_owned(), mode: Some(mode) });
        self
    }

    fn environment(&self) -> Environment {
        let Self { variables, files } = self.clone();
        let exist: Vec<PathBuf> = files.keys().cloned().collect();
        Environment {
            variable: Box::new(move |name| variables.get(name).cloned()),
            file: Box::new(move |path| files.get(path).cloned()),
            exists: Box::new(move |path| exist.iter().any(|file| file == path)),
            home: Some("/home/ann".into()),
            user: Some("ann".to_owned()),
        }
    }

    fn parse(&self, text: &str) -> Parsed {
        assert!(DbUrl::is_url(text), "{text} is a URL");
        DbUrl::parse(text, &self.environment()).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn server(&self, text: &str) -> Server {
        match self.parse(text).url.place {
            Place::Server(server) => server,
            Place::File(file) => panic!("{text} is the file {}", file.display()),
        }
    }
}

/// `user:password@host:port/database`, secrets and all.
fn spelled(server: &Server) -> String {
    let or_nothing = |text: &Option<String>| text.clone().unwrap_or_default();
    let password = server.password.as_ref().map_or("", |password| password.expose());
    let host = match &server.host {
        Host::Tcp(host) => host.clone(),
        Host::Socket(path) => path.display().to_string(),
    };
    let (user, database) = (or_nothing(&server.user), or_nothing(&server.database));
    format!("{user}:{password}@{host}:{}/{database}", server.port)
}

fn file_of(parsed: &Parsed) -> &Path {
    match &parsed.url.place {
        Place::File(file) => file,
        Place::Server(server) => panic!("{} is a server", spelled(server)),
    }
}
