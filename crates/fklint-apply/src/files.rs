//! Edited files: as a unified diff, or written in place, each whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use fklint_check::{SourceArg, in_words};
use fklint_source::{Decoded, Encoding, decode};
use similar::{Algorithm, ChangeTag, DiffOp, capture_diff_slices, group_diff_ops};

use crate::fix::EditedFile;

/// Lines around a change.
const CONTEXT: usize = 3;

/// Writes the changes of a file as `git apply` takes them. Only `\n` ends a line: a `\r` before it belongs to the line.
///
/// # Errors
/// When the writer fails.
pub fn write_diff(out: &mut (impl Write + ?Sized), file: &EditedFile) -> io::Result<()> {
    let name = |side: char| quoted(&format!("{side}/{}", file.name));
    write!(out, "--- {}\n+++ {}\n", name('a'), name('b'))?;
    let (before, after) = (lines(&file.before), lines(&file.after));
    let ops = capture_diff_slices(Algorithm::Myers, &before, &after);
    for hunk in group_diff_ops(ops, CONTEXT) {
        let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { continue };
        let range = |start: usize, end: usize| match end - start {
            // An empty range counts from the line before it.
            0 => format!("{start},0"),
            1 => (start + 1).to_string(),
            n => format!("{},{n}", start + 1),
        };
        let old = range(first.old_range().start, last.old_range().end);
        let new = range(first.new_range().start, last.new_range().end);
        writeln!(out, "@@ -{old} +{new} @@")?;
        for change in hunk.iter().flat_map(|op: &DiffOp| op.iter_changes(&before, &after)) {
            let sign: &[u8] = match change.tag() {
                ChangeTag::Equal => b" ",
                ChangeTag::Delete => b"-",
                ChangeTag::Insert => b"+",
            };
            let line = change.value();
            out.write_all(sign)?;
            out.write_all(line)?;
            if !line.ends_with(b"\n") {
                out.write_all(b"\n\\ No newline at end of file\n")?;
            }
        }
    }
    Ok(())
}

/// Lines with their ends.
fn lines(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|&byte| byte == b'\n').collect()
}

/// A path as git writes it: between quotes where it must be.
fn quoted(path: &str) -> String {
    if !path.bytes().any(|byte| byte < 0x20 || matches!(byte, b'"' | b'\\' | 0x7f)) {
        // git takes a path with blanks to its end only before a tab.
        return if path.contains(' ') { format!("{path}\t") } else { path.to_owned() };
    }
    let mut out = String::from("\"");
    for c in path.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' || c == '\x7f' => out.push_str(&format!("\\{:03o}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A file that is ready to be written: the new text stands beside it under another name.
#[derive(Debug)]
pub struct Staged {
    target: PathBuf,
    beside: PathBuf,
    put: bool,
}

/// Writes the new text of a file beside it, with its mode, after seeing that the file still says what was read. A link
/// stays a link: what it leads to is written.
///
/// # Errors
/// Why the file cannot be written, and how to go on: one sentence without a full stop.
pub fn stage(file: &EditedFile) -> Result<Staged, String> {
    if file.name == SourceArg::Stdin.name() {
        return Err("standard input cannot be written to: name the file, or take the diff".to_owned());
    }
    let target = fs::canonicalize(&file.name).map_err(|error| cannot(&error))?;
    let bytes = fs::read(&target).map_err(|error| cannot(&error))?;
    match decode(bytes) {
        Decoded::Text(_, Encoding::Utf16) => {
            return Err("it is UTF-16, and edits are made in bytes: save it as UTF-8 first".to_owned());
        }
        Decoded::Text(text, Encoding::Bytes) if text == file.before => {}
        _ => return Err("it has changed since it was read: run fklint again".to_owned()),
    }
    let data = fs::metadata(&target).map_err(|error| cannot(&error))?;
    // A rename would replace a file that nobody may write to.
    if data.permissions().readonly() {
        return Err("it is read-only: make it writable, or take the diff".to_owned());
    }
    OpenOptions::new().write(true).open(&target).map_err(|error| cannot(&error))?;
    let beside = beside(&target);
    let staged = Staged { target, beside, put: false };
    let written = create(&staged.beside).and_then(|mut new| {
        new.write_all(&file.after)?;
        own(&staged.beside, &data);
        new.set_permissions(data.permissions())?;
        new.sync_all()
    });
    written.map_err(|error| cannot(&error))?;
    Ok(staged)
}

impl Staged {
    /// Puts the new text in place of the old one, at once.
    ///
    /// # Errors
    /// Why it cannot be done: one sentence without a full stop.
    pub fn put(mut self) -> Result<(), String> {
        fs::rename(&self.beside, &self.target).map_err(|error| cannot(&error))?;
        self.put = true;
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if !self.put {
            // What cannot be removed is a file of a name of its own: nothing is lost.
            let _ = fs::remove_file(&self.beside);
        }
    }
}

/// A new file that nobody else can read before it has its mode.
fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Gives the new file the owner of the old one, where that is another and may be given.
fn own(path: &Path, like: &fs::Metadata) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, chown};
        let other = |new: fs::Metadata| (new.uid(), new.gid()) != (like.uid(), like.gid());
        if fs::metadata(path).is_ok_and(other) {
            // Whoever may write a file of others need not be allowed to give files away.
            let _ = chown(path, Some(like.uid()), Some(like.gid()));
        }
    }
    #[cfg(not(unix))]
    let _ = (path, like);
}

/// A name of its own in the same directory, since a rename cannot leave a file system.
fn beside(target: &Path) -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let nth = NEXT.fetch_add(1, Ordering::Relaxed);
    target.with_file_name(format!(".{name}.fklint-{}-{nth}.tmp", std::process::id()))
}

fn cannot(error: &io::Error) -> String {
    let why = match error.kind() {
        io::ErrorKind::PermissionDenied => "no permission to write it".to_owned(),
        _ => in_words(error),
    };
    format!("cannot be written: {why}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(path: &Path, before: &[u8], after: &[u8]) -> EditedFile {
        EditedFile { name: path.display().to_string(), before: before.to_vec(), after: after.to_vec() }
    }

    fn diff(before: &[u8], after: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        write_diff(&mut out, &edited(Path::new("a.sql"), before, after)).unwrap();
        out
    }

    /// A directory that goes away with the test.
    struct Folder(PathBuf);

    impl Folder {
        fn new() -> Self {
            static NEXT: AtomicU32 = AtomicU32::new(0);
            let name =
                format!("fklint-files-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
            let path = std::env::temp_dir().join(name);
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        fn entries(&self) -> usize {
            fs::read_dir(&self.0).unwrap().count()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_diff_counts_lines_and_tells_of_a_missing_line_end() {
        assert_eq!(diff(b"a\nb\n", b"a\nc\n"), b"--- a/a.sql\n+++ b/a.sql\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n");
        assert_eq!(
            diff(b"a", b"a;\r\n"),
            b"--- a/a.sql\n+++ b/a.sql\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a;\r\n"
        );
        assert_eq!(diff(b"", b"a\n"), b"--- a/a.sql\n+++ b/a.sql\n@@ -0,0 +1 @@\n+a\n");
        assert_eq!(
            diff(b"\xe9\ra\n", b"\xe9\rb\n"),
            b"--- a/a.sql\n+++ b/a.sql\n@@ -1 +1 @@\n-\xe9\ra\n+\xe9\rb\n"
        );
    }

    #[test]
    fn odd_paths_are_written_as_git_writes_them() {
        assert_eq!(quoted("a/x.sql"), "a/x.sql");
        assert_eq!(quoted("a/x y.sql"), "a/x y.sql\t");
        assert_eq!(quoted("a/\"x\"\n\u{1}"), "\"a/\\\"x\\\"\\n\\001\"");
    }

    #[test]
    fn a_file_that_changed_since_it_was_read_is_left_alone() {
        let folder = Folder::new();
        let path = folder.0.join("a.sql");
        fs::write(&path, "new").unwrap();
        let why = stage(&edited(&path, b"old", b"edited")).unwrap_err();
        assert!(why.contains("changed since it was read"), "{why}");
        assert_eq!((fs::read(&path).unwrap().as_slice(), folder.entries()), (&b"new"[..], 1));
    }

    #[test]
    fn what_is_staged_and_not_put_leaves_nothing_behind() {
        let folder = Folder::new();
        let path = folder.0.join("a.sql");
        fs::write(&path, "old").unwrap();
        let staged = stage(&edited(&path, b"old", b"edited")).unwrap();
        assert_eq!((fs::read(&path).unwrap().as_slice(), folder.entries()), (&b"old"[..], 2));
        drop(staged);
        assert_eq!((fs::read(&path).unwrap().as_slice(), folder.entries()), (&b"old"[..], 1));
    }

    #[test]
    fn utf16_is_not_edited_in_bytes() {
        let folder = Folder::new();
        let path = folder.0.join("a.sql");
        fs::write(&path, [0xff, 0xfe, b'a', 0]).unwrap();
        let why = stage(&edited(&path, b"a", b"b")).unwrap_err();
        assert!(why.contains("UTF-16"), "{why}");
    }
}
