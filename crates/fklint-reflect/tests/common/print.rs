//! Changes in a compact form for asserts: `create t (a int not null, pk (a), f: fk (a) > p (x) del cascade)`.

use fklint_catalog::{
    Action, Change, Check, Column, ColumnEdit, ColumnPosition, Completeness, Deferrable, Force, ForeignKey,
    Generator, Ident, IgnoredBecause, Key, KeyKind, KeyRef, MatchKind, Setting, Table, TableEdit, TableKind,
    Target,
};

pub(crate) fn change(change: &Change) -> String {
    match change {
        Change::CreateTable { table, if_not_exists } => {
            format!("create {}{}", if *if_not_exists { "if new " } else { "" }, self::table(table))
        }
        Change::DropTable { name, cascade } => {
            format!("drop {name}{}", if *cascade { " cascade" } else { "" })
        }
        Change::RenameTable { from, to } => format!("rename {from} > {to}"),
        Change::AddColumn { table, column, position } => {
            let position = match position {
                ColumnPosition::Last => String::new(),
                ColumnPosition::First => " first".to_owned(),
                ColumnPosition::After(before) => format!(" after {before}"),
            };
            format!("{table} + {}{position}", self::column(column))
        }
        Change::DropColumn { table, column } => format!("{table} - {column}"),
        Change::RenameColumn { table, from, to } => format!("{table}.{from} > {to}"),
        Change::AlterColumn { table, column, edit } => format!("{table}.{column} = {}", column_edit(edit)),
        Change::AddKey { table, key } => format!("{table} + {}", self::key(key)),
        Change::DropKey { table, key } => match key {
            KeyRef::Primary => format!("{table} - pk"),
            KeyRef::Named(name) => format!("{table} - key {name}"),
            KeyRef::Columns(columns) => format!("{table} - key ({})", names(columns)),
        },
        Change::AddForeignKey { table, foreign_key } => {
            format!("{table} + {}", self::foreign_key(foreign_key))
        }
        Change::DropForeignKey { table, foreign_key } => format!("{table} - {foreign_key}"),
        Change::AlterForeignKey { table, foreign_key, edit } => {
            let path = if foreign_key.columns.is_empty() { "fk".to_owned() } else { foreign_key.to_string() };
            format!("{table}.{path} = {edit:?}")
        }
        Change::DropConstraint { table, name } => format!("{table} - constraint {name}"),
        Change::RenameConstraint { table, from, to } => format!("{table} constraint {from} > {to}"),
        Change::AddCheck { table, check } => format!("{table} + {}", self::check(check)),
        Change::DropCheck { table, check } => format!("{table} - {}", self::check(check)),
        Change::AlterTable { table, edit: TableEdit::PartitionBy(by) } => {
            format!("{table} partition by {}", by.as_deref().unwrap_or("nothing"))
        }
        Change::AlterTable { table, edit: TableEdit::Unlogged(on) } => {
            format!("{table} {}", if *on { "unlogged" } else { "logged" })
        }
        Change::SetStorageEngine { table, engine } => {
            format!("{table} engine {}", engine.as_ref().map_or("none", |engine| &engine.0))
        }
        Change::AttachPartition { parent, child, bounds } => {
            format!("{parent} + partition {child} {bounds}")
        }
        Change::DetachPartition { parent, child } => format!("{parent} - partition {child}"),
        Change::Set(setting) => set(setting),
    }
}

fn set(setting: &Setting) -> String {
    let text = |value: Option<String>| value.unwrap_or_else(|| "default".to_owned());
    match setting {
        Setting::ForeignKeyChecks(on) => format!("set checks {}", text(on.map(|on| on.to_string()))),
        Setting::LegacyAlterTable(on) => format!("set legacy {}", text(on.map(|on| on.to_string()))),
        Setting::DefaultStorageEngine(to) => {
            format!("set engine {}", text(to.as_ref().map(|to| to.0.to_string())))
        }
        Setting::RestrictNonStandardKey(on) => format!("set restrict {}", text(on.map(|on| on.to_string()))),
        Setting::CurrentSchema(to) => format!("set schema {}", text(to.as_ref().map(ToString::to_string))),
        Setting::Charset(to) => format!("set charset {}", text(to.as_ref().map(ToString::to_string))),
    }
}

pub(crate) fn table(table: &Table) -> String {
    let mut parts: Vec<String> = table.columns.iter().map(column).collect();
    parts.extend(table.keys.iter().map(key));
    parts.extend(table.foreign_keys.iter().map(foreign_key));
    parts.extend(table.checks.iter().map(check));
    let mut out = format!("{} ({})", table.name, parts.join(", "));
    match &table.kind {
        TableKind::Base => {}
        TableKind::Partition { of, bounds } => out.push_str(&format!(" partition of {of} {bounds}")),
        kind => out.push_str(&format!(" {kind:?}").to_lowercase()),
    }
    if let Some(engine) = &table.storage_engine {
        out.push_str(&format!(" engine {}", engine.0));
    }
    for (word, said) in [
        (" without rowid", table.without_rowid),
        (" strict", table.strict),
        (" unlogged", table.unlogged),
        (" columns unknown", table.completeness == Completeness::ColumnsUnknown),
        (" unseen", table.completeness == Completeness::Unseen),
    ] {
        out.push_str(if said { word } else { "" });
    }
    if let Some(by) = &table.partition_by {
        out.push_str(&format!(" partition by {by}"));
    }
    if !table.inherits.is_empty() {
        let parents: Vec<String> = table.inherits.iter().map(ToString::to_string).collect();
        out.push_str(&format!(" inherits {}", parents.join(", ")));
    }
    if let Some(charset) = &table.charset {
        out.push_str(&format!(" charset {charset}"));
    }
    if let Some(collation) = &table.collation {
        out.push_str(&format!(" collate {collation}"));
    }
    out
}

fn column_edit(edit: &ColumnEdit) -> String {
    match edit {
        ColumnEdit::Replace(column) => self::column(column),
        ColumnEdit::Type(to) => format!("type {to}"),
        ColumnEdit::NotNull(not_null) => (if *not_null { "not null" } else { "null" }).to_owned(),
        ColumnEdit::Default(to) => format!("default {}", to.as_deref().unwrap_or("none")),
        ColumnEdit::Generator(to) => to.map_or("no generator", generator).to_owned(),
    }
}

const fn generator(generator: Generator) -> &'static str {
    match generator {
        Generator::AutoIncrement => "auto",
        Generator::Serial => "serial",
        Generator::IdentityAlways => "identity always",
        Generator::IdentityByDefault => "identity",
    }
}

pub(crate) fn column(column: &Column) -> String {
    let mut out = column.name.to_string();
    let mut say = |text: &str| {
        out.push(' ');
        out.push_str(text);
    };
    if !column.data_type.as_str().is_empty() {
        say(column.data_type.as_str());
    }
    if let Some(charset) = &column.charset {
        say(&format!("charset {charset}"));
    }
    if let Some(collation) = &column.collation {
        say(&format!("collate {collation}"));
    }
    if column.not_null {
        say("not null");
    }
    if let Some(default) = &column.default {
        say(&format!("default {default}"));
    }
    if let Some(of) = column.generator {
        say(generator(of));
    }
    if let Some(generated) = &column.generated {
        say(&format!("= ({}){}", generated.expression.text, if generated.stored { " stored" } else { "" }));
    }
    if let Some(on_update) = &column.on_update {
        say(&format!("on update {on_update}"));
    }
    if let Some(comment) = &column.comment {
        say(&format!("comment {comment:?}"));
    }
    out
}

pub(crate) fn key(key: &Key) -> String {
    let mut out = name(key.name.as_ref());
    out.push_str(match (key.kind, key.constraint) {
        (KeyKind::Primary, _) => "pk",
        (KeyKind::Unique, true) => "unique",
        (KeyKind::Unique, false) => "unique index",
        (KeyKind::Plain, _) => "index",
        (KeyKind::FullText, _) => "fulltext",
        (KeyKind::Spatial, _) => "spatial",
        (KeyKind::Exclusion, _) => "exclude",
    });
    let parts: Vec<String> = key.parts.iter().map(part).collect();
    out.push_str(&format!(" ({})", parts.join(", ")));
    if !key.include.is_empty() {
        out.push_str(&format!(" include ({})", names(&key.include)));
    }
    if let Some(method) = &key.method {
        out.push_str(&format!(" using {method}"));
    }
    if key.nulls_not_distinct {
        out.push_str(" nulls not distinct");
    }
    if let Some(predicate) = &key.predicate {
        out.push_str(&format!(" where {}", predicate.expression.text));
        if let Some(columns) = &predicate.not_null {
            out.push_str(&format!(" [{} not null]", names(columns)));
        }
    }
    out.push_str(deferrable(key.deferrable));
    out.push_str(if key.valid { "" } else { " unused" });
    out
}

fn part(part: &fklint_catalog::KeyPart) -> String {
    let mut out = match (&part.column, &part.expression) {
        (Some(column), _) => column.to_string(),
        (None, Some(text)) => format!("={text}"),
        (None, None) => "?".to_owned(),
    };
    if let Some(prefix) = part.prefix {
        out.push_str(&format!("[{prefix}]"));
    }
    if let Some(collation) = &part.collation {
        out.push_str(&format!(" collate {collation}"));
    }
    out.push_str(if part.descending { " desc" } else { "" });
    out
}

pub(crate) fn foreign_key(key: &ForeignKey) -> String {
    let mut out = name(key.name.as_ref());
    out.push_str(&format!("fk ({}) > {}", names(&key.columns), key.parent));
    if let Target::Columns(columns) = &key.target {
        out.push_str(&format!(" ({})", names(columns)));
    }
    for (word, action) in [("del", key.on_delete), ("upd", key.on_update)] {
        if action != Action::NoAction {
            out.push_str(&format!(" {word} {}", action.id()));
        }
    }
    if !key.set_columns.is_empty() {
        out.push_str(&format!(" of ({})", names(&key.set_columns)));
    }
    out.push_str(match key.match_kind {
        MatchKind::Simple => "",
        MatchKind::Full => " match full",
        MatchKind::Partial => " match partial",
    });
    out.push_str(deferrable(key.deferrable));
    out.push_str(match key.force {
        Force::Enforced => "",
        Force::NotValidated => " not validated",
        Force::Ignored(IgnoredBecause::StorageEngine) => " lost to the storage engine",
        Force::Ignored(IgnoredBecause::InlineReferences) => " inline",
        Force::Ignored(IgnoredBecause::Declared) => " off",
    });
    out.push_str(if key.period { " period" } else { "" });
    out
}

const fn deferrable(deferrable: Deferrable) -> &'static str {
    match deferrable {
        Deferrable::No => "",
        Deferrable::InitiallyImmediate => " deferrable",
        Deferrable::InitiallyDeferred => " deferred",
    }
}

pub(crate) fn check(check: &Check) -> String {
    format!("{}check ({})", name(check.name.as_ref()), check.expression.text)
}

fn name(name: Option<&Ident>) -> String {
    name.map_or_else(String::new, |name| format!("{name}: "))
}

fn names(names: &[Ident]) -> String {
    names.iter().map(Ident::as_str).collect::<Vec<_>>().join(", ")
}
