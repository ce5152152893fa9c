//! What a rule's folder says about the rule, read as text: tasks work on trees that do not compile yet.

use std::path::PathBuf;

use crate::{repo, rust_text, spelling};

/// A folder of `rules/`.
pub(crate) struct RuleFolder {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// Its name, which is the module's.
    pub(crate) folder: String,
    /// The text of `mod.rs`; empty when there is none.
    pub(crate) code: String,
}

/// The metadata in a rule's `INFO`, as written.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Info {
    /// `fk-index-missing`
    pub(crate) name: String,
    /// One line.
    pub(crate) summary: String,
    /// `warning`
    pub(crate) severity: String,
    /// `certain`
    pub(crate) confidence: String,
    /// Names of engines, or the expression that lists them.
    pub(crate) engines: String,
    /// `plan`, `advice`, `plan or advice`
    pub(crate) remedy: String,
    /// `0.1`
    pub(crate) since: String,
}

impl RuleFolder {
    /// All rule folders, by name. Every folder of `rules/` is one, except `tests`.
    pub(crate) fn all() -> Result<Vec<Self>, String> {
        let rules = repo::root().join("rules");
        let entries =
            std::fs::read_dir(&rules).map_err(|error| format!("cannot read {}: {error}", rules.display()))?;
        let mut found = Vec::new();
        for entry in entries.filter_map(Result::ok) {
            let folder = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() && folder != "tests" && folder != "target" && !folder.starts_with('.') {
                let code = std::fs::read_to_string(entry.path().join("mod.rs")).unwrap_or_default();
                found.push(Self { path: entry.path(), folder, code });
            }
        }
        found.sort_by(|a, b| a.folder.cmp(&b.folder));
        Ok(found)
    }

    /// The rule's name.
    pub(crate) fn kebab(&self) -> String {
        spelling::kebab(&self.folder)
    }

    /// Its type.
    pub(crate) fn camel(&self) -> String {
        spelling::camel(&self.folder)
    }

    /// The text of one of its files, if there is one.
    pub(crate) fn file(&self, name: &str) -> Option<String> {
        std::fs::read_to_string(self.path.join(name)).ok()
    }

    /// A file of it as people write the path.
    pub(crate) fn shown(&self, name: &str) -> String {
        repo::shown(&self.path.join(name))
    }
}

impl Info {
    /// Reads the `INFO` of a rule's code.
    pub(crate) fn read(code: &str) -> Option<Self> {
        let start = code.find("const INFO: RuleInfo")?;
        let block = &code[start..];
        let block = &block[..block.find("\n    };").or_else(|| block.find("};")).unwrap_or(block.len())];
        let text = |field: &str| {
            let mut literals = rust_text::literals(block).into_iter();
            let literal = literals.find(|literal| literal.field.as_deref() == Some(field));
            literal.map(|literal| literal.text).unwrap_or_default()
        };
        let word = |prefix: &str| {
            let rest = block.split_once(prefix).map_or("", |(_, rest)| rest);
            let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            rest[..end].to_lowercase()
        };
        Some(Self {
            name: text("name"),
            summary: text("summary"),
            severity: word("Severity::"),
            confidence: word("Confidence::"),
            engines: engines(block),
            remedy: text("remedy"),
            since: text("since"),
        })
    }
}

/// The engines of an `INFO` block in prose.
fn engines(block: &str) -> String {
    let Some((_, rest)) = block.split_once("engines:") else { return String::new() };
    let end = rest.find("remedy:").or_else(|| rest.find('\n')).unwrap_or(rest.len());
    let expression = rest[..end].trim().trim_end_matches(',');
    let named: Vec<&str> = expression
        .split("Engine::")
        .skip(1)
        .map(|rest| &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())])
        .map(|variant| match variant {
            "Sqlite" => "SQLite",
            "Mysql" => "MySQL",
            "Mariadb" => "MariaDB",
            "Postgres" => "PostgreSQL",
            "SqlServer" => "SQL Server",
            "ALL" => "all",
            other => other,
        })
        .collect();
    if named.is_empty() { expression.trim_start_matches('&').to_owned() } else { named.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_metadata_is_read_from_the_code() {
        let code = r#"
impl Rule for FkX {
    const INFO: RuleInfo = RuleInfo {
        name: "fk-x",
        summary: "an x",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql, Engine::Postgres],
        remedy: "plan or advice",
        since: "0.1",
        doc: include_str!("doc.md"),
    };
}"#;
        let info = Info::read(code).unwrap();
        assert_eq!(
            (info.name.as_str(), info.summary.as_str(), info.severity.as_str()),
            ("fk-x", "an x", "warning")
        );
        assert_eq!((info.confidence.as_str(), info.remedy.as_str()), ("certain", "plan or advice"));
        assert_eq!((info.engines.as_str(), info.since.as_str()), ("MySQL, PostgreSQL", "0.1"));
        assert_eq!(Info::read("fn main() {}"), None);
    }
}
