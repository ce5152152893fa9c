//! The reflector of MySQL and MariaDB servers: how a session is opened, and which questions it asks in which order.

mod build;
mod connect;
mod facts;
mod link;
mod rows;
mod server;
mod trouble;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use fklint_catalog::{Change, Engine, Settings, StorageEngine, Table, Version};
use smol_str::StrExt;

pub(super) use connect::connect;

use super::url::Server;
use super::{Answer, DbUrl, Live, LiveError, LiveOptions, Session, Trouble};
use crate::ddl;
use build::Frame;
use facts::{Facts, Place};
use link::{Link, Scope, literal, quoted};
use rows::{RuleRow, SchemaRow, TableRow, VariableRow};
use trouble::trouble;

/// Databases that belong to the server.
const SYSTEM: [&str; 4] = ["mysql", "information_schema", "performance_schema", "sys"];

/// Opens a session that only reads.
pub(super) fn open(
    url: &DbUrl,
    server: &Server,
    options: &LiveOptions,
) -> Result<Box<dyn Session>, LiveError> {
    let conn = connect(url, server, options)?;
    let mut link = Link::new(conn, url.clone());
    let said = link.cells("SELECT VERSION(), @@version_comment")?.pop().unwrap_or_default();
    let said: Vec<String> = said.into_iter().map(Option::unwrap_or_default).collect();
    let (version, comment) =
        (said.first().map_or("", String::as_str), said.get(1).map_or("", String::as_str));
    let (engine, version) =
        server::identify(version, comment).map_err(|why| trouble(url, Trouble::Unsupported, &why))?;
    link.engine = engine;
    link.settle()?;
    let nothing = Scope { schemas: &[], tables: None };
    let (mut settings, folds) = settings(&link.rows(&nothing)?);
    let there: Vec<SchemaRow> = link.rows(&nothing)?;
    let asked = if options.schemas.is_empty() { &server.schemas } else { &options.schemas };
    let asked = if asked.is_empty() { server.database.as_slice() } else { asked };
    let schemas = choose(&there, asked, folds).map_err(|why| trouble(url, Trouble::NoSuchDatabase, &why))?;
    let single = <&[String; 1]>::try_from(schemas.as_slice()).ok().map(|[one]| one.clone());
    if let Some(single) = &single {
        link.run(&format!("USE {}", quoted(single)))?;
        let schema = there.iter().find(|schema| schema.name == *single);
        settings.charset = schema.map(|schema| schema.charset.to_lowercase_smolstr());
    }
    let (statement_timeout, question_timeout) = (options.statement_timeout, options.question_timeout);
    Ok(Box::new(MysqlSession {
        link,
        version,
        schemas,
        single,
        settings,
        folds,
        statement_timeout,
        question_timeout,
    }))
}

struct MysqlSession {
    link: Link,
    version: Version,
    /// The databases that are read.
    schemas: Vec<String>,
    /// The database that is read, where it is one.
    single: Option<String>,
    settings: Settings,
    folds: bool,
    statement_timeout: Duration,
    question_timeout: Duration,
}

impl Session for MysqlSession {
    fn reflect(&mut self) -> Result<Live, LiveError> {
        let mut notes = Vec::new();
        if self.schemas.is_empty() {
            notes.push(
                "there is no database, or this user may see nothing in any: name one, or grant SELECT there"
                    .to_owned(),
            );
        }
        let (schemas, folds) = (&self.schemas, self.folds);
        let (facts, unseen) = self.link.snapshot(self.statement_timeout, |link| {
            let mut facts = facts(link, schemas, folds)?;
            outside(link, schemas, &mut facts)?;
            hidden_rules(link, &mut facts, &mut notes)?;
            untold_partitions(link, &mut facts, &mut notes)?;
            let unseen = hidden_parents(link, &facts, &mut notes)?;
            Ok((facts, unseen))
        })?;
        let frame = Frame {
            engine: self.link.engine,
            version: self.version,
            single: self.single.clone(),
            settings: self.settings.clone(),
        };
        let catalog = build::build(frame, &facts, &unseen, &mut notes);
        Ok(Live { catalog, notes, queries: std::mem::take(&mut self.link.queries) })
    }

    fn ask(&mut self, select: &str, samples: u32) -> Result<Answer, LiveError> {
        self.link.snapshot(self.question_timeout, |link| {
            let columns = link.columns(select)?;
            let count = link.cells(&derived("COUNT(*)", select, &columns))?;
            let count = count.into_iter().flatten().next().flatten();
            let rows = count.and_then(|count| count.parse().ok()).unwrap_or_default();
            let samples = match samples.min(u32::try_from(rows).unwrap_or(u32::MAX)) {
                0 => Vec::new(),
                limit => link.cells(&format!("{} LIMIT {limit}", derived("*", select, &columns)))?,
            };
            Ok(Answer { rows, samples })
        })
    }
}

/// The settings that bear on foreign keys, and whether names of databases and tables are compared without case.
fn settings(variables: &[VariableRow]) -> (Settings, bool) {
    let value = |name: &str| {
        let found = variables.iter().find(|variable| variable.name.eq_ignore_ascii_case(name));
        found.map(|variable| variable.value.as_str())
    };
    let switch =
        |name: &str| value(name).map(|value| matches!(value.to_ascii_uppercase().as_str(), "ON" | "1"));
    let settings = Settings {
        foreign_key_checks: switch("foreign_key_checks"),
        default_storage_engine: value("default_storage_engine").map(|name| StorageEngine(name.into())),
        restrict_fk_on_non_standard_key: switch("restrict_fk_on_non_standard_key"),
        native_foreign_keys: switch("innodb_native_foreign_keys"),
        ..Settings::default()
    };
    (settings, value("lower_case_table_names").is_some_and(|value| value != "0"))
}

/// The databases to read, spelled as the server spells them.
fn choose(there: &[SchemaRow], asked: &[String], folds: bool) -> Result<Vec<String>, String> {
    if asked.is_empty() {
        let own = |name: &str| SYSTEM.iter().any(|system| system.eq_ignore_ascii_case(name));
        return Ok(there.iter().map(|row| row.name.clone()).filter(|name| !own(name)).collect());
    }
    let mut chosen = Vec::new();
    for name in asked {
        let same =
            |row: &&SchemaRow| row.name == *name || folds && row.name.to_lowercase() == name.to_lowercase();
        let Some(row) = there.iter().find(same) else {
            return Err(format!("there is no database `{name}`, or this user may see nothing in it"));
        };
        if !chosen.contains(&row.name) {
            chosen.push(row.name.clone());
        }
    }
    Ok(chosen)
}

/// One query for each kind of object.
fn facts(link: &mut Link, schemas: &[String], folds: bool) -> Result<Facts, LiveError> {
    if schemas.is_empty() {
        return Ok(Facts::default());
    }
    let scope = Scope { schemas, tables: None };
    let has_checks = link.has("CHECK_CONSTRAINTS");
    let says_owner = link.engine == Engine::Mariadb;
    let tables: Vec<TableRow> = link.rows(&scope)?;
    let is_partitioned = tables.iter().any(TableRow::is_partitioned);
    Ok(Facts {
        folds,
        tables,
        columns: link.rows(&scope)?,
        key_parts: link.rows(&scope)?,
        foreign_key_parts: link.rows(&scope)?,
        rules: link.rows(&scope)?,
        checks: if has_checks { link.rows(&scope)? } else { Vec::new() },
        check_owners: if has_checks && !says_owner { link.rows(&scope)? } else { Vec::new() },
        partitions: if is_partitioned { link.rows(&scope)? } else { Vec::new() },
        ..Facts::default()
    })
}

/// Adds the parents in other databases, without their own foreign keys: a foreign key is judged by its parent.
fn outside(link: &mut Link, schemas: &[String], facts: &mut Facts) -> Result<(), LiveError> {
    let parents = facts.parents_outside(schemas);
    if parents.is_empty() {
        return Ok(());
    }
    let distinct = |names: BTreeSet<&String>| names.into_iter().cloned().collect::<Vec<_>>();
    let others = distinct(parents.iter().map(|(schema, _)| schema).collect());
    let tables = distinct(parents.iter().map(|(_, table)| table).collect());
    let scope = Scope { schemas: &others, tables: Some(&tables) };
    let found = Facts {
        tables: link.rows(&scope)?,
        columns: link.rows(&scope)?,
        key_parts: link.rows(&scope)?,
        ..Facts::default()
    };
    facts.add(found, &parents);
    Ok(())
}

/// Reads the actions that `REFERENTIAL_CONSTRAINTS` hides from the table's own definition: a query for each of these
/// tables, which are none for a user who may do more than SELECT.
fn hidden_rules(link: &mut Link, facts: &mut Facts, notes: &mut Vec<String>) -> Result<(), LiveError> {
    let tables = facts.without_rules();
    let mut unknown = Vec::new();
    for place in &tables {
        match rules_of(link, place) {
            Ok(rules) => facts.rules.extend(rules),
            Err(error) if is_refusal(&error) => unknown.push(place.clone()),
            Err(error) => return Err(error),
        }
    }
    if !tables.is_empty() {
        notes.push(format!(
            "this user may not see REFERENTIAL_CONSTRAINTS of {}: their foreign keys were read from SHOW CREATE TABLE, one \
             query for each",
            if tables.len() == 1 { "1 table".to_owned() } else { format!("{} tables", tables.len()) }
        ));
    }
    for (schema, table) in &unknown {
        notes.push(format!(
            "not privileged to see the actions of the foreign keys of `{schema}.{table}`: taken for NO ACTION"
        ));
    }
    Ok(())
}

fn rules_of(link: &mut Link, place: &Place) -> Result<Vec<RuleRow>, LiveError> {
    let created = shown(link, place)?;
    let keys = created.iter().flat_map(|created| created.foreign_keys.iter());
    let (schema, table) = place;
    let rule = |key: &fklint_catalog::ForeignKey| RuleRow {
        schema: schema.clone(),
        table: table.clone(),
        key: key.name.as_ref().map(ToString::to_string).unwrap_or_default(),
        parent_key: None,
        match_option: String::new(),
        on_update: key.on_update.sql().to_owned(),
        on_delete: key.on_delete.sql().to_owned(),
    };
    Ok(keys.map(rule).collect())
}

/// Reads how rows are spread over partitions from the table's own definition where `PARTITIONS` does not tell it: a
/// query for each of these tables.
fn untold_partitions(link: &mut Link, facts: &mut Facts, notes: &mut Vec<String>) -> Result<(), LiveError> {
    for place in facts.untold_partitions() {
        let by = match shown(link, &place) {
            Ok(created) => created.and_then(|created| created.partition_by.clone()),
            Err(error) if is_refusal(&error) => None,
            Err(error) => return Err(error),
        };
        if by.is_none() {
            let (schema, table) = &place;
            notes.push(format!("the partitions of `{schema}.{table}` are not known"));
        }
        facts.shown_partitions.insert(place, by.unwrap_or_default());
    }
    Ok(())
}

/// A table as its `SHOW CREATE TABLE` has it.
fn shown(link: &mut Link, (schema, table): &Place) -> Result<Option<Arc<Table>>, LiveError> {
    let shown = link.cells(&format!("SHOW CREATE TABLE {}.{}", quoted(schema), quoted(table)))?;
    let text = shown.into_iter().next().and_then(|row| row.into_iter().nth(1).flatten()).unwrap_or_default();
    let read = ddl::read(text.as_bytes(), link.engine);
    let mut changes = read.statements.into_iter().flat_map(|statement| statement.changes);
    Ok(changes.find_map(|change| match change {
        Change::CreateTable { table, .. } => Some(table),
        _ => None,
    }))
}

/// The parents that exist, or may, and that this user cannot see. Of a parent that is not among the tables the server
/// tells whether there is none or whether it may not be seen.
fn hidden_parents(link: &mut Link, facts: &Facts, notes: &mut Vec<String>) -> Result<Vec<Place>, LiveError> {
    let proven = facts.parents_proven();
    let mut hidden = Vec::new();
    for place in facts.parents_unseen() {
        let (schema, table) = &place;
        let exists = proven.contains(&place) || {
            let query =
                format!("SHOW COLUMNS FROM {}.{} LIKE {}", quoted(schema), quoted(table), literal(""));
            match link.cells(&query) {
                Ok(_) => true,
                Err(error) if error.trouble == Trouble::Denied => true,
                Err(error) if matches!(error.trouble, Trouble::Failed | Trouble::NoSuchDatabase) => false,
                Err(error) => return Err(error),
            }
        };
        if exists {
            notes.push(format!("not privileged to see `{schema}.{table}`, which foreign keys refer to"));
            hidden.push(place);
        }
    }
    Ok(hidden)
}

/// Whether the server refused the query itself, and goes on.
const fn is_refusal(error: &LiveError) -> bool {
    matches!(error.trouble, Trouble::Denied | Trouble::Failed | Trouble::NoSuchDatabase)
}

/// `SELECT what` from a question, which has lines of its own since it may end in a comment. A derived table refuses
/// columns of one name; a common table expression, which MySQL 5.7 does not have, renames them.
fn derived(what: &str, select: &str, columns: &[String]) -> String {
    let distinct: BTreeSet<String> = columns.iter().map(|name| name.to_lowercase()).collect();
    if distinct.len() == columns.len() {
        return format!("SELECT {what} FROM (\n{select}\n) AS question");
    }
    let names: Vec<String> = (1..=columns.len()).map(|number| format!("c{number}")).collect();
    format!("WITH question ({}) AS (\n{select}\n) SELECT {what} FROM question", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there() -> Vec<SchemaRow> {
        let row = |name: &str| SchemaRow { name: name.to_owned(), charset: "utf8mb4".to_owned() };
        ["Shop", "information_schema", "mysql", "crm"].map(row).into()
    }

    #[test]
    fn databases_are_chosen() {
        let chosen = |asked: &[&str], folds| {
            let asked: Vec<String> = asked.iter().map(|&name| name.to_owned()).collect();
            choose(&there(), &asked, folds)
        };
        assert_eq!(chosen(&[], false), Ok(vec!["Shop".to_owned(), "crm".to_owned()]));
        assert_eq!(chosen(&["crm", "crm"], false), Ok(vec!["crm".to_owned()]));
        assert_eq!(chosen(&["shop"], true), Ok(vec!["Shop".to_owned()]));
        assert!(chosen(&["shop"], false).is_err());
        assert_eq!(chosen(&["mysql"], false), Ok(vec!["mysql".to_owned()]));
    }

    #[test]
    fn variables_become_settings() {
        let row =
            |(name, value): (&str, &str)| VariableRow { name: name.to_owned(), value: value.to_owned() };
        let rows = [
            ("foreign_key_checks", "OFF"),
            ("default_storage_engine", "InnoDB"),
            ("lower_case_table_names", "2"),
            ("innodb_native_foreign_keys", "ON"),
        ];
        let (found, folds) = settings(&rows.map(row));
        assert_eq!((found.foreign_key_checks, folds), (Some(false), true));
        assert_eq!(found.default_storage_engine, Some(StorageEngine("innodb".into())));
        assert_eq!((found.restrict_fk_on_non_standard_key, found.native_foreign_keys), (None, Some(true)));
    }

    #[test]
    fn a_question_with_columns_of_one_name_is_renamed() {
        let columns = |names: &[&str]| -> Vec<String> { names.iter().map(|&name| name.to_owned()).collect() };
        assert_eq!(
            derived("COUNT(*)", "SELECT 1 -- x", &columns(&["1"])),
            "SELECT COUNT(*) FROM (\nSELECT 1 -- x\n) AS question"
        );
        assert_eq!(
            derived("*", "SELECT a, A FROM t", &columns(&["a", "A"])),
            "WITH question (c1, c2) AS (\nSELECT a, A FROM t\n) SELECT * FROM question"
        );
    }
}
