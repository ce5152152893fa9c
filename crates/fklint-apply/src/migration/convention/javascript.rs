//! JavaScript and TypeScript that run SQL: knex, node-pg-migrate. What else such migrations do is not read.

use std::fs;
use std::path::Path;

use fklint_catalog::Engine;
use fklint_check::MigrationDirectory;

use super::plain::{self, stem};
use super::{Draft, NO_WAY_BACK, Site, literal};
use crate::migration::{FileRole, NewFile, version};

/// How a tool runs SQL.
pub(crate) struct Tool {
    /// Its name.
    pub(crate) name: &'static str,
    /// The package that has the type of what it gives to a migration.
    package: &'static str,
    kind: &'static str,
    /// What it gives to a migration, as all name it.
    argument: &'static str,
    /// What runs a statement.
    call: &'static str,
    asynchronous: bool,
    /// A statement in which it takes nothing for a parameter.
    unbound: fn(Engine, &str) -> String,
}

pub(crate) const KNEX: Tool = Tool {
    name: "knex",
    package: "knex",
    kind: "Knex",
    argument: "knex",
    call: "await knex.raw",
    asynchronous: true,
    // Without values, knex 3.3 sees a question mark on these engines alone, and the backslash before it only there.
    unbound: |engine, statement| match engine {
        Engine::Postgres | Engine::SqlServer => statement.replace('?', "\\?"),
        _ => statement.to_owned(),
    },
};

pub(crate) const NODE_PG_MIGRATE: Tool = Tool {
    name: "node-pg-migrate in JavaScript",
    package: "node-pg-migrate",
    kind: "MigrationBuilder",
    argument: "pgm",
    call: "pgm.sql",
    asynchronous: false,
    unbound: |_, statement| statement.to_owned(),
};

/// The programs of a directory; `None` where the last one is of no tool that runs SQL.
pub(crate) fn read(directory: &Path) -> Option<MigrationDirectory> {
    let entries = fs::read_dir(directory).ok()?.filter_map(Result::ok);
    let mut files: Vec<String> =
        entries.map(|entry| entry.path().to_string_lossy().replace('\\', "/")).collect();
    files.retain(|file| is_program(file) && plain::number(file).is_some());
    files.sort_by_key(|file| plain::number(file).map(|number| version::key(number.version)));
    let text = fs::read_to_string(files.last()?).ok()?;
    let tool = [KNEX, NODE_PG_MIGRATE].into_iter().find(|tool| text.contains(tool.argument))?;
    let name = directory.to_string_lossy().into_owned();
    Some(MigrationDirectory { tool: tool.name, name, files, skipped: Vec::new() })
}

/// Whether a directory holds programs.
pub(crate) fn is_one(directory: &MigrationDirectory) -> bool {
    [KNEX.name, NODE_PG_MIGRATE.name].contains(&directory.tool)
}

pub(super) fn knex(site: &Site, draft: &Draft<'_>) -> Vec<NewFile> {
    let config = format!("\n{} = {{ transaction: false }};\n", exported(site, "config"));
    file(site, draft, &KNEX, "", if draft.is_alone() { &config } else { "" })
}

pub(super) fn node_pg_migrate(site: &Site, draft: &Draft<'_>) -> Vec<NewFile> {
    let alone = if draft.is_alone() { "  pgm.noTransaction();\n" } else { "" };
    file(site, draft, &NODE_PG_MIGRATE, alone, "")
}

fn file(site: &Site, draft: &Draft<'_>, tool: &Tool, before: &str, behind: &str) -> Vec<NewFile> {
    let (_, extension) = site.last.rsplit_once('.').unwrap_or_default();
    let typed = is_typed(extension);
    let import = format!("import type {{ {} }} from \"{}\";\n\n", tool.kind, tool.package);
    let import = if typed { import.as_str() } else { "" };
    let kind = if typed { format!(": {}", tool.kind) } else { String::new() };
    let asynchronous = if tool.asynchronous { "async " } else { "" };
    let function = |name: &str, body: &str| {
        let head = format!("{} = {asynchronous}({}{kind}) => {{", exported(site, name), tool.argument);
        format!("{head}\n{before}{body}}};\n")
    };
    let body = |statements: &[String]| -> String {
        let run = |statement: &String| {
            format!("  {}({});\n", tool.call, literal(&(tool.unbound)(site.engine, statement)))
        };
        statements.iter().map(run).collect()
    };
    let down = match &draft.unit.one_way {
        None => body(&draft.unit.down),
        Some(why) => format!("  // There is no way back: {why}\n{}", body(&[NO_WAY_BACK.to_owned()])),
    };
    let remarks: String = draft.remarks.iter().map(|line| format!("// {line}\n")).collect();
    let (up, down) = (function("up", &body(&draft.unit.up)), function("down", &down));
    let text = format!("{import}{remarks}{up}\n{down}{behind}");
    vec![NewFile { path: format!("{}.{extension}", stem(site, draft)), text, role: FileRole::Up }]
}

/// What a name is exported by, in the manner of the last migration.
fn exported(site: &Site, name: &str) -> String {
    let module = match site.last.rsplit_once('.') {
        Some((_, "mjs")) => true,
        Some((_, "cjs")) => false,
        Some((_, extension)) if is_typed(extension) => true,
        _ => fs::read_to_string(&site.last)
            .is_ok_and(|text| text.lines().any(|line| line.starts_with("export "))),
    };
    if module { format!("export const {name}") } else { format!("exports.{name}") }
}

fn is_program(file: &str) -> bool {
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    !file.ends_with(".d.ts") && (is_typed(extension) || matches!(extension, "js" | "cjs" | "mjs"))
}

fn is_typed(extension: &str) -> bool {
    matches!(extension, "ts" | "cts" | "mts")
}
