//! Writing new files: all of them or none, and never over another one.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use fklint_check::{Problem, in_words};

use super::NewFile;
use crate::files::{Staged, stage};
use crate::fix::EditedFile;

/// Files that were written, and are removed again unless they are kept.
#[derive(Debug, Default)]
pub struct Written {
    files: Vec<PathBuf>,
    directories: Vec<PathBuf>,
    edits: Vec<Staged>,
    kept: bool,
}

/// Writes new files; edits of others are put in place when it is all kept.
///
/// # Errors
/// The file that cannot be written. None of them is there then.
pub fn write(files: &[NewFile], edits: &[EditedFile]) -> Result<Written, Problem> {
    let mut written = Written::default();
    for edit in edits {
        written.edits.push(stage(edit).map_err(|why| Problem::new(edit.name.as_str(), why))?);
    }
    for file in files {
        let cannot = |error: io::Error| match error.kind() {
            io::ErrorKind::AlreadyExists => {
                Problem::new(file.path.as_str(), "it is there already: run fklint again")
            }
            _ => Problem::new(file.path.as_str(), format!("cannot be written: {}", in_words(&error))),
        };
        let path = Path::new(&file.path);
        if let Some(above) = path.parent().filter(|above| !above.as_os_str().is_empty() && !above.exists()) {
            fs::create_dir(above).map_err(cannot)?;
            written.directories.push(above.to_path_buf());
        }
        let mut new = fs::OpenOptions::new().write(true).create_new(true).open(path).map_err(cannot)?;
        written.files.push(path.to_path_buf());
        new.write_all(file.text.as_bytes()).and_then(|()| new.sync_all()).map_err(cannot)?;
    }
    Ok(written)
}

impl Written {
    /// Keeps the files.
    ///
    /// # Errors
    /// Why an edit could not be put in place: one sentence. The new files are removed then.
    pub fn keep(mut self) -> Result<(), String> {
        for edit in std::mem::take(&mut self.edits) {
            edit.put()?;
        }
        self.kept = true;
        Ok(())
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        if self.kept {
            return;
        }
        // What cannot be removed is new, and nothing else was changed.
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for directory in self.directories.iter().rev() {
            let _ = fs::remove_dir(directory);
        }
    }
}
