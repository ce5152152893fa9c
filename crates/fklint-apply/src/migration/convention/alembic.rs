//! Alembic: revisions as Python files, each naming the one before it.

use std::fs;
use std::path::Path;

use rustc_hash::FxHashSet;
use sha2::{Digest, Sha256};

use super::Draft;
use super::{NO_WAY_BACK, literal};
use crate::migration::{FileRole, NewFile};
use crate::unit::Mode;

/// The revisions of a directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Revisions {
    /// Where they are, with `/` at its end.
    pub(crate) directory: String,
    /// Those that no other one comes after; empty where there is no revision yet.
    pub(crate) heads: Vec<String>,
}

/// Reads the revisions of a directory, or of `versions` in it; `None` for one that is not Alembic's.
pub(crate) fn read(directory: &Path) -> Option<Revisions> {
    let inside = directory.join("versions");
    let home = if inside.is_dir() { inside } else { directory.to_path_buf() };
    let mut entries: Vec<_> = fs::read_dir(&home).ok()?.filter_map(Result::ok).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    let scripts =
        entries.iter().map(fs::DirEntry::path).filter(|path| path.extension() == Some("py".as_ref()));
    let texts = scripts.filter_map(|path| fs::read_to_string(path).ok());
    let revisions: Vec<Revision> = texts.filter_map(|text| revision(&text)).collect();
    let above = home.parent().is_some_and(|above| above.join("env.py").is_file());
    if revisions.is_empty() && !above {
        return None;
    }
    let followed: FxHashSet<&String> = revisions.iter().flat_map(|revision| &revision.after).collect();
    let heads = revisions.iter().map(|revision| &revision.id).filter(|id| !followed.contains(id));
    let name = home.to_string_lossy().replace('\\', "/");
    let name = name.strip_prefix("./").unwrap_or(&name).trim_end_matches('/');
    Some(Revisions { directory: format!("{name}/"), heads: heads.cloned().collect() })
}

/// The file of a revision after `head`, and its own id.
pub(crate) fn file(directory: &str, head: Option<&str>, draft: &Draft<'_>) -> (NewFile, String) {
    let mut seed = Sha256::new();
    seed.update(head.unwrap_or_default());
    seed.update(&draft.name);
    draft.unit.up.iter().for_each(|statement| seed.update(statement));
    let id: String = seed.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let after = head.map_or_else(|| "None".to_owned(), literal);
    let title = draft.name.replace('_', " ");
    let remarks: String = draft.remarks.iter().map(|line| format!("# {line}\n")).collect();
    let up = body(&draft.unit.up, draft.unit.mode);
    let down = match &draft.unit.one_way {
        None => body(&draft.unit.down, draft.unit.mode),
        Some(why) => {
            format!(
                "    # There is no way back: {why}\n{}",
                body(&[NO_WAY_BACK.to_owned()], Mode::Transaction)
            )
        }
    };
    let text = format!(
        "\"\"\"{title}\n\nRevision ID: {id}\nRevises: {}\n\"\"\"\n\nfrom alembic import op\n\nrevision = {}\ndown_revision = {after}\nbranch_labels = None\ndepends_on = None\n\n\n{remarks}def upgrade():\n{up}\n\ndef downgrade():\n{down}",
        head.unwrap_or_default(),
        literal(&id),
    );
    (NewFile { path: format!("{directory}{id}_{}.py", draft.name), text, role: FileRole::Up }, id)
}

struct Revision {
    id: String,
    after: Vec<String>,
}

/// What a file says of itself; only assignments at the start of a line count.
fn revision(text: &str) -> Option<Revision> {
    let value = |name: &str| {
        let mut lines = text.lines().enumerate();
        lines.find_map(|(at, line)| {
            let rest = line.strip_prefix(name)?.trim_start();
            let rest = if rest.starts_with(':') { &rest[rest.find('=')?..] } else { rest };
            let mut value = rest.strip_prefix('=')?.trim().to_owned();
            // A tuple may go on.
            for line in text.lines().skip(at + 1) {
                if !value.starts_with('(') || value.contains(')') {
                    break;
                }
                value.push_str(line);
            }
            Some(strings(&value))
        })
    };
    let id = value("revision")?.into_iter().next()?;
    Some(Revision { id, after: value("down_revision")? })
}

/// The string literals of an expression, before a comment.
fn strings(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['"', '\'', '#']) {
        let quote = rest.as_bytes()[at];
        if quote == b'#' {
            break;
        }
        rest = &rest[at + 1..];
        let Some(end) = rest.find(char::from(quote)) else { break };
        found.push(rest[..end].to_owned());
        rest = &rest[end + 1..];
    }
    found
}

/// Statements as the body of a function.
fn body(statements: &[String], mode: Mode) -> String {
    let (open, indent) = match mode {
        Mode::Transaction => ("", "    "),
        // It ends the transaction of the revisions before, which Alembic runs in one.
        Mode::Apart | Mode::Alone => ("    with op.get_context().autocommit_block():\n", "        "),
    };
    let lines =
        statements.iter().map(|statement| format!("{indent}op.execute({})\n", literal(&unbound(statement))));
    format!("{open}{}", lines.collect::<String>())
}

/// A statement in which SQLAlchemy takes no colon for a parameter.
fn unbound(statement: &str) -> String {
    let mut out = String::with_capacity(statement.len());
    let mut before = ' ';
    let mut rest = statement.chars().peekable();
    while let Some(c) = rest.next() {
        let word = |c: &char| c.is_alphanumeric() || *c == '_';
        if c == ':' && before != ':' && !word(&before) && rest.peek().is_some_and(word) {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revisions_are_read_as_people_write_them() {
        for (text, id, after) in [
            ("revision = 'a'\ndown_revision = None\n", "a", &[][..]),
            ("revision: str = \"b\"\ndown_revision: Union[str, None] = \"a\"  # 'x'\n", "b", &["a"]),
            ("revision = 'c'\ndown_revision = (\n    'a',\n    \"b\",\n)\n", "c", &["a", "b"]),
            ("down_revision=('a', 'b')\r\nrevision='d'\r\n", "d", &["a", "b"]),
        ] {
            let revision = revision(text).expect("it is one");
            assert_eq!(
                (revision.id.as_str(), revision.after.as_slice()),
                (id, after.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>().as_slice())
            );
        }
        assert!(revision("def revision():\n    revision = 'a'\n").is_none());
    }

    #[test]
    fn colons_are_no_parameters_and_quotes_no_ends() {
        assert_eq!(unbound("a::text = ':x' AND b = : c"), "a::text = '\\:x' AND b = : c");
        assert_eq!(literal("say \"x\"\n\\:y"), "\"say \\\"x\\\"\\n\\\\:y\"");
    }
}
