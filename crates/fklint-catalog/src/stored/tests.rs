//! Normalisations of whole tables; those of texts are tested beside them.

use super::*;
use crate::apply::tests::{column, name, references, table};
use crate::{Action, Change, Column, DataType, Generator, Key, StorageEngine, Target, Version};

fn one(engine: Engine, version: Version, table: Table) -> Table {
    let mut catalog = Catalog::new(engine, Some(version));
    let name = table.name.clone();
    catalog
        .apply(&Change::CreateTable { table: Arc::new(table), if_not_exists: false })
        .expect("an empty catalog takes every table");
    stored(&catalog).table(&name).cloned().expect("it was just created")
}

fn typed(engine: Engine, columns: &[(&str, &str)]) -> Table {
    let mut out = Table::new(table(engine, "t"));
    out.columns = columns
        .iter()
        .map(|(name, to)| Column::new(column(engine, name), DataType::parse(to)))
        .collect::<Vec<_>>()
        .into();
    out
}

const MY: Engine = Engine::Mysql;
const MY97: Version = Version::new(9, 7, 4);

#[test]
fn the_child_index_is_made_where_none_begins_with_the_columns() {
    let mut t = typed(MY, &[("a", "int"), ("b", "int"), ("c", "int")]);
    t.foreign_keys.push(references(MY, &["a"], "p", &["x"]));
    t.foreign_keys.push(references(MY, &["b"], "p", &["x"]));
    t.foreign_keys.push(references(MY, &["c"], "p", &["x"]));
    t.foreign_keys[2].name = Some(name(MY, "f"));
    t.keys.push(Key::over(KeyKind::Plain, ["b", "a"].map(|text| column(MY, text))));
    let names = |table: &Table| -> Vec<String> {
        table.keys.iter().filter_map(|key| key.name.as_ref()).map(ToString::to_string).collect()
    };
    assert_eq!(names(&one(MY, MY97, t.clone())), ["b", "a", "f"]);
    t.keys[0].parts[0].descending = true;
    assert_eq!(names(&one(MY, MY97, t.clone())), ["b", "a", "b_2", "f"]);
    assert_eq!(names(&one(Engine::Mariadb, Version::new(10, 11, 0), t)), ["b", "a", "f"]);
}

#[test]
fn of_child_indexes_that_would_be_alike_one_is_made() {
    let mut t = typed(MY, &[("a", "int"), ("b", "int")]);
    t.storage_engine = Some(StorageEngine("MyISAM".into()));
    for (foreign_key, columns) in [("f", ["a"].as_slice()), ("g", &["b"]), ("h", &["b"]), ("i", &["a", "b"])]
    {
        let mut key = references(MY, columns, "p", columns);
        key.name = Some(name(MY, foreign_key));
        t.foreign_keys.push(key);
    }
    let stored = one(MY, MY97, t);
    let names: Vec<_> = stored.keys.iter().filter_map(|key| key.name.clone()).collect();
    assert_eq!(names, [name(MY, "h"), name(MY, "i")]);
}

#[test]
fn innodb_has_one_way_to_refuse_and_forgets_match() {
    let mut t = typed(MY, &[("a", "int")]);
    let mut key = references(MY, &["a"], "t", &["a"]);
    key.on_delete = Action::Restrict;
    key.on_update = Action::SetDefault;
    key.match_kind = crate::MatchKind::Full;
    t.foreign_keys.push(key);
    let key = &one(MY, MY97, t.clone()).foreign_keys[0];
    assert_eq!((key.on_delete, key.on_update), (Action::NoAction, Action::SetDefault));
    let maria = one(Engine::Mariadb, Version::new(10, 11, 0), t.clone());
    assert_eq!(maria.foreign_keys[0].on_update, Action::NoAction);
    let key = &one(MY, MY97, t.clone()).foreign_keys[0];
    assert_eq!(key.match_kind, crate::MatchKind::Simple);
    assert_eq!(key.name, Some(name(MY, "t_ibfk_1")));
    t.storage_engine = Some(StorageEngine("MyISAM".into()));
    let lost = one(MY, MY97, t);
    assert_eq!((lost.foreign_keys.len(), lost.keys.len()), (0, 1));
}

#[test]
fn text_has_the_charset_and_collation_that_take_effect() {
    let all = |engine, version, charset: Option<&str>| {
        let mut t = typed(
            engine,
            &[("a", "varchar(3)"), ("n", "nchar(3)"), ("b", "varchar(3) binary"), ("i", "int")],
        );
        t.charset = charset.map(Into::into);
        t.columns[3].charset = Some("latin1".into());
        let t = one(engine, version, t);
        t.columns
            .iter()
            .map(|column| column.collation.as_deref().unwrap_or("-").to_owned())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(all(MY, MY97, Some("utf8mb4")), "utf8mb4_0900_ai_ci utf8mb3_general_ci utf8mb4_bin -");
    assert_eq!(all(MY, MY97, Some("latin1")), "latin1_swedish_ci utf8mb3_general_ci latin1_bin -");
    assert_eq!(all(MY, MY97, None), "- utf8mb3_general_ci - -");
    let maria = Engine::Mariadb;
    assert_eq!(
        all(maria, Version::new(10, 11, 0), Some("utf8")),
        "utf8mb3_general_ci utf8mb3_general_ci utf8mb3_bin -"
    );
    assert_eq!(
        all(maria, Version::new(11, 8, 0), Some("utf8mb4")),
        "utf8mb4_uca1400_ai_ci utf8mb3_uca1400_ai_ci utf8mb4_bin -"
    );
}

#[test]
fn postgres_names_and_fills_in() {
    const PG: Engine = Engine::Postgres;
    let mut t = typed(PG, &[("id", "int4"), ("a", "varchar(5)")]);
    t.columns[0].generator = Some(Generator::Serial);
    t.columns[0].default = Some("nextval('t_id_seq'::regclass)".into());
    t.columns[1].default = Some("NULL::character varying".into());
    t.keys.push(Key::over(KeyKind::Primary, [column(PG, "id")]));
    t.keys.push(Key::over(KeyKind::Unique, [column(PG, "id")]));
    t.keys.push(Key::over(KeyKind::Unique, [column(PG, "a")]));
    let mut key = references(PG, &["id"], "t", &["id"]);
    key.target = Target::ParentPrimaryKey;
    t.foreign_keys.push(key);
    let t = one(PG, Version::new(15, 0, 0), t);
    assert!(t.columns[0].not_null && t.columns[0].default.is_none() && t.columns[1].default.is_none());
    let names: Vec<_> = t.keys.iter().map(|key| key.name.clone()).collect();
    assert_eq!(names, [Some(name(PG, "t_pkey")), Some(name(PG, "t_a_key"))]);
    assert_eq!(t.foreign_keys[0].name, Some(name(PG, "t_id_fkey")));
    assert_eq!(t.foreign_keys[0].target, Target::Columns(vec![column(PG, "id")]));
}

#[test]
fn numbers_as_defaults_are_what_they_are() {
    let written = |engine, to: &str, default: &str| {
        let mut t = typed(engine, &[("a", to)]);
        t.columns[0].default = Some(default.into());
        one(engine, engine.assumed_version(), t).columns[0].default.as_ref().map(ToString::to_string)
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(written(MY, "int", "'0'"), some("0"));
    assert_eq!(written(MY, "int", "'-1'"), some("-1"));
    assert_eq!(written(MY, "decimal(5,2)", "'1.00'"), some("1"));
    assert_eq!(written(MY, "tinyint(1)", "TRUE"), some("1"));
    assert_eq!(written(MY, "varchar(3)", "'0'"), some("'0'"));
    assert_eq!(written(MY, "datetime", "now()"), some("current_timestamp"));
    assert_eq!(written(MY, "int", "((1 + 2))"), written(MY, "int", "1+2"));
    assert_eq!(written(Engine::Postgres, "boolean", "'f'"), some("false"));
    assert_eq!(written(Engine::Postgres, "integer", "'-5'::integer"), some("-5"));
    assert_eq!(written(Engine::Postgres, "text", "'5'::text"), some("'5'"));
    assert_eq!(written(Engine::Sqlite, "int", "'0'"), some("'0'"));
}

#[test]
fn what_one_side_cannot_know_it_takes_from_the_other() {
    let catalog = |version, charset: Option<&str>| {
        let mut catalog = Catalog::new(MY, version);
        let mut t = typed(MY, &[("a", "varchar(3)")]);
        t.charset = charset.map(Into::into);
        catalog
            .apply(&Change::CreateTable { table: Arc::new(t), if_not_exists: false })
            .expect("an empty catalog takes every table");
        catalog
    };
    let (read, live) = (catalog(None, None), catalog(Some(MY97), Some("latin1")));
    assert_eq!(compare(&read, &live), Vec::new());
    assert_eq!(compare(&live, &read), Vec::new());
    let other = catalog(Some(MY97), Some("utf8mb4"));
    assert!(!compare(&other, &live).is_empty());
}
