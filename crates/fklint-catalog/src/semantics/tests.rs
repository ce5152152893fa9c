//! The table of facts is whole, and says what the engines were seen to do.

use super::*;
use crate::{
    DataType, Engine, Force, IgnoredBecause, Key, KeyKind, KeyPart, NameKind, Quoting, TableName, Target,
};

fn name(engine: Engine, text: &str) -> Ident {
    Ident::new(engine, NameKind::Column, text, Quoting::Bare)
}

fn names(engine: Engine, text: &str) -> Vec<Ident> {
    text.split(' ').map(|text| name(engine, text)).collect()
}

fn table(engine: Engine, table: &str) -> Table {
    Table::new(TableName { schema: None, name: Ident::new(engine, NameKind::Table, table, Quoting::Bare) })
}

fn key(engine: Engine, columns: &str) -> ForeignKey {
    ForeignKey::new(names(engine, columns), table(engine, "p").name, Target::ParentPrimaryKey)
}

/// Every version at a boundary of any fact, the ones just below, and far ends.
fn versions() -> Vec<Version> {
    let scopes = facts().iter().flat_map(|fact| fact.scopes);
    let at: Vec<Version> = scopes.flat_map(|scope| scope.since.into_iter().chain(scope.before)).collect();
    let below = at.iter().map(|version| match version.minor {
        0 => Version::new(version.major - 1, 99, 0),
        minor => Version::new(version.major, minor - 1, 99),
    });
    let ends = [Version::new(1, 0, 0), Version::new(99, 0, 0)];
    at.iter().copied().chain(below).chain(ends).collect()
}

#[test]
fn every_fact_holds_exactly_once_on_every_engine_and_version() {
    let mut subjects: Vec<&str> = facts().iter().map(|fact| fact.subject).collect();
    subjects.dedup();
    for subject in &subjects {
        for engine in Engine::ALL {
            for version in versions() {
                let of_subject = facts().iter().filter(|fact| fact.subject == *subject);
                let scopes = of_subject.flat_map(|fact| fact.scopes);
                let holds = scopes.filter(|scope| scope.holds(engine, version)).count();
                assert_eq!(holds, 1, "{subject} on {engine} {version}");
            }
        }
    }
    let count = subjects.len();
    subjects.sort_unstable();
    subjects.dedup();
    assert_eq!(subjects.len(), count, "a subject stands in two places");
}

#[test]
fn the_clauses_of_every_engine_and_version_are_told_once_and_as_the_facts_tell_them() {
    for engine in Engine::ALL {
        for version in versions() {
            let holds = |fact: &&ClauseFact| fact.scopes.iter().any(|scope| scope.holds(engine, version));
            let facts: Vec<&ClauseFact> = clause_facts().iter().filter(holds).collect();
            let [fact] = facts[..] else { panic!("{engine} {version}: {facts:?}") };
            let semantics = Semantics::of(engine, version);
            assert_eq!(fact.on_update, semantics.on_update, "{engine} {version}");
            assert_eq!(fact.set_columns, semantics.set_null_columns, "{engine} {version}");
            assert_eq!(fact.matches, semantics.match_full != MatchFull::Refused, "{engine} {version}");
            for attributes in fact.attributes {
                let defers = attributes.contains(&Clause::Deferrable);
                assert_eq!(defers, semantics.defers_at_all(), "{engine} {version}");
            }
        }
    }
}

#[test]
fn the_first_clause_that_is_refused_is_told_with_its_reason() {
    use Clause::{Deferrable, Deferred, Immediate, Match, NotDeferrable, NotValid, OnDelete, OnUpdate};
    use ClauseFault::{Alone, Contradicts, Late, Repeated, Unknown};
    let (cascade, nothing) = (OnDelete(Action::Cascade), OnUpdate(Action::NoAction));
    let simple = Match(Some(crate::MatchKind::Simple));
    type Case<'c> = (Engine, &'c [Clause], Option<(usize, ClauseFault)>);
    let cases: &[Case<'_>] = &[
        (Engine::Postgres, &[simple, nothing, cascade, Deferred, Deferrable, NotValid], None),
        (Engine::Postgres, &[Deferrable, Deferred, cascade], Some((2, Late(0)))),
        (Engine::Postgres, &[cascade, nothing, simple], Some((2, Late(0)))),
        (Engine::Postgres, &[cascade, nothing, cascade], Some((2, Repeated(0)))),
        (Engine::Postgres, &[cascade, NotDeferrable, Deferred], Some((2, Contradicts(1)))),
        (Engine::Postgres, &[Immediate, Deferrable, Deferred], Some((2, Contradicts(0)))),
        (Engine::Mysql, &[cascade, NotDeferrable], Some((1, Unknown))),
        (Engine::Sqlite, &[cascade, simple, cascade, Deferrable], None),
        (Engine::Sqlite, &[Deferred, Deferrable], Some((0, Alone))),
        (Engine::Oracle, &[cascade, nothing], Some((1, Unknown))),
    ];
    for (engine, clauses, refused) in cases {
        let semantics = Semantics::of(*engine, Version::new(99, 0, 0));
        assert_eq!(semantics.refused_clause(clauses, false), *refused, "{engine}: {clauses:?}");
        assert_eq!(may_be_refused(*engine, clauses, false), refused.is_some(), "{engine}: {clauses:?}");
    }
    assert_eq!(
        Semantics::of(Engine::Postgres, Version::new(99, 0, 0)).refused_clause(&[NotValid], true),
        Some((0, Unknown))
    );
}

#[test]
fn every_fact_cites_an_experiment_or_a_manual() {
    let proofs = facts().iter().map(|fact| fact.proof).chain(storage_facts().iter().map(|fact| fact.proof));
    let proofs = proofs.chain(clause_facts().iter().map(|fact| fact.proof));
    for proof in proofs.flat_map(|proof| proof.split(", ")) {
        let (script, case) = proof.split_once(' ').unwrap_or((proof, "1"));
        let is_script = script.starts_with('s') && script[1..].starts_with(|c: char| c.is_ascii_digit());
        let is_case = case.starts_with(|c: char| c.is_ascii_digit()) && !case.contains(' ');
        assert!(["documented", "facts"].contains(&proof) || (is_script && is_case), "`{proof}`");
    }
}

#[test]
fn what_was_only_documented_is_said_to_be() {
    for fact in facts().iter().filter(|fact| fact.scopes.iter().any(|scope| scope.engine == Engine::Oracle)) {
        assert_eq!(fact.proof, "documented", "nothing was run on Oracle: {}", fact.subject);
    }
}

#[test]
fn what_can_be_run_is_not_only_documented() {
    for fact in facts().iter().filter(|fact| fact.proof == "documented") {
        for scope in fact.scopes {
            let can_be_run =
                !matches!(scope.engine, Engine::Oracle | Engine::SqlServer) && scope.before.is_none();
            assert!(!can_be_run, "{} on {}", fact.subject, scope.engine);
        }
    }
}

#[test]
fn native_foreign_keys_do_as_innodb_always_did() {
    let mut catalog = Catalog::new(Engine::Mysql, Some(Version::new(9, 7, 4)));
    assert_eq!(Semantics::for_catalog(&catalog).delete_cycle, DeleteCycle::LeavesOrphans);
    catalog.settings.native_foreign_keys = Some(true);
    let native = Semantics::for_catalog(&catalog);
    assert_eq!(native.delete_cycle, DeleteCycle::Complete);
    assert_eq!(native.inline_references, InlineReferences::Honoured);
}

#[test]
fn mysql_honours_inline_references_from_9_0() {
    let old = Semantics::of(Engine::Mysql, Version::new(8, 4, 10));
    assert_eq!(old.inline_references, InlineReferences::Ignored);
    assert_eq!(old.inline_references_honoured_since(), Some(Version::new(9, 0, 0)));
    let new = Semantics::of(Engine::Mysql, Version::new(9, 0, 0));
    assert_eq!(new.inline_references, InlineReferences::Honoured);
    assert_eq!(new.inline_references_honoured_since(), None);
}

#[test]
fn sqlite_defers_only_the_full_form() {
    let mut key = key(Engine::Sqlite, "a");
    let sqlite = Semantics::of(Engine::Sqlite, Version::new(3, 40, 1));
    let postgres = Semantics::of(Engine::Postgres, Version::new(15, 0, 0));
    let mysql = Semantics::of(Engine::Mysql, Version::new(8, 4, 0));
    key.deferrable = Deferrable::InitiallyImmediate;
    assert!(!sqlite.defers(&key) && sqlite.ignores_deferrable(&key));
    assert!(postgres.defers(&key) && !postgres.initially_deferred(&key));
    key.deferrable = Deferrable::InitiallyDeferred;
    assert!(sqlite.initially_deferred(&key) && postgres.initially_deferred(&key));
    assert!(!mysql.defers(&key) && mysql.ignores_deferrable(&key));
    assert!(
        !postgres.defers_parent(&key, Action::Restrict) && postgres.defers_parent(&key, Action::NoAction)
    );
}

#[test]
fn only_known_storage_engines_drop_foreign_keys() {
    let mysql = Semantics::of(Engine::Mysql, Version::new(8, 4, 0));
    let keeps = |name: &str| mysql.keeps_foreign_keys(Some(&StorageEngine(name.into())));
    assert!(keeps("innodb") && keeps("NDBCLUSTER") && keeps("FutureDB"));
    assert!(!keeps("myisam") && !keeps("Memory") && !keeps("ARIA"));
    assert!(mysql.keeps_foreign_keys(None));
    let postgres = Semantics::of(Engine::Postgres, Version::new(15, 0, 0));
    assert!(postgres.keeps_foreign_keys(Some(&StorageEngine("MyISAM".into()))));
}

/// `entry` of the composite back link: its primary key is `entry_id`, and its foreign key makes an index on
/// `widget_id`.
fn entry(engine: Engine, unique: Option<&str>) -> Table {
    let mut entry = table(engine, "entry");
    entry.keys.push(Key::over(KeyKind::Primary, names(engine, "entry_id")));
    entry.keys.extend(unique.map(|columns| Key::over(KeyKind::Unique, names(engine, columns))));
    entry.foreign_keys.push(key(engine, "widget_id"));
    entry
}

#[test]
fn the_parent_key_must_be_what_each_engine_wants() {
    let state = |engine, version: &str, unique| {
        let version = version.parse().expect("a version");
        let columns = names(engine, "widget_id entry_id");
        Semantics::of(engine, version).parent_key_state(&entry(engine, unique), &columns)
    };
    use ParentKeyState::{Accepted, Missing, Reordered, Unique};
    assert_eq!(state(Engine::Mysql, "8.0.46", None), Accepted);
    assert_eq!(state(Engine::Mariadb, "10.11", None), Accepted);
    assert_eq!(state(Engine::Mysql, "8.4.10", None), Missing);
    assert_eq!(state(Engine::Mysql, "8.4.10", Some("entry_id widget_id")), Reordered);
    assert_eq!(state(Engine::Mysql, "8.4.10", Some("widget_id entry_id")), Unique);
    assert_eq!(state(Engine::Postgres, "15", None), Missing);
    assert_eq!(state(Engine::Postgres, "15", Some("entry_id widget_id")), Unique);
    assert_eq!(state(Engine::Sqlite, "3.40", Some("entry_id widget_id")), Unique);
}

#[test]
fn a_setting_lets_mysql_take_plain_indexes_again() {
    let mut catalog = Catalog::new(Engine::Mysql, Some(Version::new(8, 4, 0)));
    assert_eq!(Semantics::for_catalog(&catalog).parent_key, ParentKey::UniqueInThisOrder);
    catalog.settings.restrict_fk_on_non_standard_key = Some(false);
    assert_eq!(Semantics::for_catalog(&catalog).parent_key, ParentKey::LeadingIndex);
}

#[test]
fn a_unique_index_is_no_parent_key_with_another_collation_or_a_prefix() {
    let with = |engine, change: fn(&mut KeyPart)| {
        let mut parent = table(engine, "p");
        let mut unique = Key::over(KeyKind::Unique, names(engine, "code"));
        unique.parts.iter_mut().for_each(change);
        parent.keys.push(unique);
        Semantics::of(engine, engine.assumed_version()).parent_key_state(&parent, &names(engine, "code"))
    };
    assert_eq!(with(Engine::Sqlite, |_| ()), ParentKeyState::Unique);
    assert_eq!(with(Engine::Sqlite, |part| part.collation = Some("nocase".into())), ParentKeyState::Missing);
    assert_eq!(with(Engine::Mariadb, |part| part.prefix = Some(5)), ParentKeyState::Missing);
}

#[test]
fn unnamed_foreign_keys_are_called_as_the_engine_calls_them() {
    let named = |engine: Engine, columns: &[&str]| {
        let mut child = table(engine, "child");
        child.foreign_keys.extend(columns.iter().map(|columns| key(engine, columns)));
        let semantics = Semantics::of(engine, engine.assumed_version());
        (0..columns.len()).map(|index| semantics.name_of(&child, index)).collect::<Vec<_>>()
    };
    let some = |names: &[&str]| names.iter().map(|name| Some((*name).to_owned())).collect::<Vec<_>>();
    assert_eq!(
        named(Engine::Postgres, &["a b", "c", "c"]),
        some(&["child_a_b_fkey", "child_c_fkey", "child_c_fkey1"])
    );
    assert_eq!(named(Engine::Mysql, &["a", "b"]), some(&["child_ibfk_1", "child_ibfk_2"]));
    assert_eq!(named(Engine::Oracle, &["a"]), [None]);
    let mut child = table(Engine::Mysql, "child");
    child.foreign_keys.extend(["a", "b"].map(|column| key(Engine::Mysql, column)));
    child.foreign_keys[0].force = Force::Ignored(IgnoredBecause::InlineReferences);
    let mysql = Semantics::of(Engine::Mysql, Engine::Mysql.assumed_version());
    assert_eq!(mysql.name_of(&child, 1).as_deref(), Some("child_ibfk_1"));
}

#[test]
fn long_generated_names_lose_the_end_of_their_longer_half() {
    let mut child = table(Engine::Postgres, &"t".repeat(50));
    child.foreign_keys.push(key(Engine::Postgres, &"c".repeat(20)));
    let generated = Semantics::of(Engine::Postgres, Version::new(15, 0, 0)).name_of(&child, 0);
    assert_eq!(generated, Some(format!("{}_{}_fkey", "t".repeat(37), "c".repeat(20))));
}

#[test]
fn sqlite_primary_keys_hold_null_unless_they_are_the_rowid() {
    let engine = Engine::Sqlite;
    let sqlite = Semantics::of(engine, engine.assumed_version());
    let mut one = table(engine, "t");
    one.columns.push(crate::Column::new(name(engine, "id"), DataType("integer".into())));
    one.columns.push(crate::Column::new(name(engine, "n"), DataType("int".into())));
    one.keys.push(Key::over(KeyKind::Primary, names(engine, "id")));
    assert!(!sqlite.primary_key_allows_null(&one, &name(engine, "id")));
    one.keys[0] = Key::over(KeyKind::Primary, names(engine, "id n"));
    assert!(sqlite.primary_key_allows_null(&one, &name(engine, "id")));
    one.strict = true;
    assert!(!sqlite.primary_key_allows_null(&one, &name(engine, "id")));
}
