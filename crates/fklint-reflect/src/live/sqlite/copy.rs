//! A private copy of a database with what lies beside it, for files that cannot be read where they are.

use std::fs::{self, DirBuilder, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::file::{SIDECARS, Stamp, beside};

/// How often a copy is made anew because the file changed under it.
const TRIES: usize = 5;

/// A folder that goes with it.
pub(super) struct PrivateCopy {
    folder: PathBuf,
    /// The copied database.
    pub(super) file: PathBuf,
}

impl PrivateCopy {
    /// Copies a database, its journal and its write-ahead log, all of one moment; `None` when they never rest.
    pub(super) fn of(real: &Path) -> io::Result<Option<Self>> {
        let folder = private_folder()?;
        let copy = Self { file: folder.join("database"), folder };
        for _ in 0..TRIES {
            let before = Stamp::of(real);
            copy_file(real, &copy.file)?;
            for sidecar in SIDECARS {
                match copy_file(&beside(real, sidecar), &beside(&copy.file, sidecar)) {
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {
                        // One of an earlier try belongs to another moment.
                        let _ = fs::remove_file(beside(&copy.file, sidecar));
                    }
                    copied => copied?,
                }
            }
            if Stamp::of(real) == before {
                return Ok(Some(copy));
            }
        }
        Ok(None)
    }
}

impl Drop for PrivateCopy {
    fn drop(&mut self) {
        // Who clears the folder of temporary files finds what could not be removed here.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Not `fs::copy`: the copy of a read-only file must be writable.
fn copy_file(from: &Path, to: &Path) -> io::Result<()> {
    let mut from = File::open(from)?;
    io::copy(&mut from, &mut File::create(to)?).map(drop)
}

/// A new folder that nobody else may look into.
fn private_folder() -> io::Result<PathBuf> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("fklint-{}-{number}", std::process::id()));
        match builder.create(&folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            created => return created.map(|()| folder),
        }
    }
}
