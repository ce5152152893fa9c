//! Directories of SQL and rules that find simple things, for the tests of whole runs.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its share")]

use std::fs;
use std::path::{Path, PathBuf};

use fklint_catalog::{Engine, ObjectPath, TableName, Target};
use fklint_check::{Config, Loaded, Options, Outcome, SourceArg};
use fklint_rule::{AnyRule, At, Confidence, Cx, Plan, Remedy, Report, Rule, RuleInfo, Safety, Severity};
use tempfile::TempDir;

/// A temporary directory of files.
pub struct Files(TempDir);

impl Files {
    /// Writes the files.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let root = TempDir::new().expect("a temporary directory can be made");
        for (name, text) in files {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().expect("a file has a directory"))
                .expect("directories can be made");
            fs::write(path, text).expect("files can be written");
        }
        Self(root)
    }

    /// The directory.
    pub fn root(&self) -> &Path {
        self.0.path()
    }

    /// A file or directory in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// A source in it.
    pub fn source(&self, name: &str) -> SourceArg {
        SourceArg::Path(if name.is_empty() { self.root().to_path_buf() } else { self.path(name) })
    }

    /// Its `fklint.toml`.
    pub fn config(&self) -> Config {
        Config::read(&self.path("fklint.toml")).expect("the configuration is right")
    }

    /// A name without the directory.
    pub fn short(&self, name: &str) -> String {
        let root = self.root().display().to_string();
        let short = name.replacen(&root, "", 1);
        short.trim_start_matches('/').to_owned()
    }

    /// The schemas of sources in it, as `name: file file`.
    pub fn schemas(&self, loaded: &Loaded) -> Vec<String> {
        let files = |schema: &fklint_check::Schema| {
            schema.scripts.iter().map(|script| self.short(&script.name)).collect::<Vec<_>>().join(" ")
        };
        loaded
            .schemas
            .iter()
            .map(|schema| format!("{}: {}", self.short(&schema.name), files(schema)))
            .collect()
    }
}

/// The findings of a run, as `rule object`.
pub fn findings(outcome: &Outcome) -> Vec<String> {
    assert_eq!(outcome.problems, []);
    let located = outcome.targets.iter().flat_map(|target| &target.findings);
    located.map(|one| format!("{} {}", one.finding.rule.name, one.object)).collect()
}

/// Options for one dialect.
pub fn options(dialect: Engine) -> Options {
    Options { dialect: Some(dialect), ..Options::default() }
}

/// All rules of these tests.
pub const RULES: &[&dyn AnyRule] = &[&FkSeen, &StrategyUnused, &SuppressionUnused, &TableSeen];

/// Finds every foreign key that was not declared `post-update`; it proposes an index.
pub struct FkSeen;

/// Finds every table, as a note.
pub struct TableSeen;

/// Finds every `post-update` comment that stands at no foreign key.
pub struct StrategyUnused;

/// Finds every other comment that nothing used.
pub struct SuppressionUnused;

const fn info(name: &'static str, severity: Severity) -> RuleInfo {
    RuleInfo {
        name,
        summary: "finds what a test looks for",
        severity,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "plan or advice",
        since: "0.1.0",
        doc: "",
    }
}

impl Rule for FkSeen {
    type Evidence<'c> = (&'c TableName, usize);
    const INFO: RuleInfo = info("fk-seen", Severity::Warning);

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Self::Evidence<'c>>) {
        found.extend(cx.catalog.foreign_keys().map(|(table, index, _)| (&table.name, index)));
        found.retain(|evidence| !cx.declared.post_update.contains(&self.object(cx, evidence)));
    }

    fn object(&self, cx: Cx<'_>, &(table, index): &Self::Evidence<'_>) -> ObjectPath {
        let keys = &cx.catalog.table(table).expect("the evidence names a table").foreign_keys;
        ObjectPath::foreign_key(table, keys, index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Self::Evidence<'_>) -> Report {
        Report::new("a foreign key", At::whole(self.object(cx, evidence)))
    }

    fn remedy(&self, cx: Cx<'_>, &(table, index): &Self::Evidence<'_>) -> Remedy {
        let key = &cx.catalog.table(table).expect("the evidence names a table").foreign_keys[index];
        let again = fklint_catalog::ForeignKey { target: Target::ParentPrimaryKey, ..key.clone() };
        let change = fklint_catalog::Change::AddForeignKey { table: table.clone(), foreign_key: again };
        Remedy::Plan(Plan::of("add it again", Safety::Safe, [change]))
    }
}

impl Rule for TableSeen {
    type Evidence<'c> = &'c TableName;
    const INFO: RuleInfo = info("table-seen", Severity::Note);

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Self::Evidence<'c>>) {
        found.extend(cx.catalog.tables().map(|table| &table.name));
    }

    fn object(&self, _cx: Cx<'_>, table: &Self::Evidence<'_>) -> ObjectPath {
        ObjectPath::Table((*table).clone())
    }

    fn report(&self, cx: Cx<'_>, evidence: &Self::Evidence<'_>) -> Report {
        Report::new("a table", At::whole(self.object(cx, evidence)))
    }

    fn remedy(&self, _cx: Cx<'_>, _evidence: &Self::Evidence<'_>) -> Remedy {
        Remedy::Advice("leave it".to_owned())
    }
}

impl Rule for SuppressionUnused {
    type Evidence<'c> = &'c (u32, String);
    const INFO: RuleInfo = info("suppression-unused", Severity::Warning);

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Self::Evidence<'c>>) {
        found.extend(&cx.declared.unused_directives);
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Self::Evidence<'_>) -> ObjectPath {
        ObjectPath::Directive(evidence.0)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Self::Evidence<'_>) -> Report {
        Report::new(evidence.1.clone(), At::whole(self.object(cx, evidence)))
    }

    fn remedy(&self, _cx: Cx<'_>, _evidence: &Self::Evidence<'_>) -> Remedy {
        Remedy::Advice("delete the comment".to_owned())
    }
}

impl Rule for StrategyUnused {
    type Evidence<'c> = u32;
    const INFO: RuleInfo = info("strategy-unused", Severity::Warning);

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Self::Evidence<'c>>) {
        let unused = cx.declared.strategies.iter().filter(|(_, keys)| keys.is_empty());
        found.extend(unused.map(|(directive, _)| *directive));
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Self::Evidence<'_>) -> ObjectPath {
        ObjectPath::Directive(*evidence)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Self::Evidence<'_>) -> Report {
        Report::new("it stands at no foreign key", At::whole(self.object(cx, evidence)))
    }

    fn remedy(&self, _cx: Cx<'_>, _evidence: &Self::Evidence<'_>) -> Remedy {
        Remedy::Advice("move the comment".to_owned())
    }
}
