//! Which texts are one logical schema, and in which dialect each is read.

use std::collections::BTreeMap;

use fklint_catalog::{Change, Engine, Ident, Setting, TableKind, TableName, Version};
use fklint_reflect::{Read, ddl};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::TargetConfig;
use crate::discover::Text;
use crate::load::Keep;
use crate::{Options, migrations};

/// What a unit of texts is, as it was asked for.
#[derive(Clone, Debug)]
pub(crate) enum UnitKind<'c> {
    /// A directory: one schema if its files agree.
    Directory(String),
    /// All files that were named: the same.
    Files,
    /// Texts that are one schema whatever they say, as migrations or in itself.
    Whole { name: String, migrations: bool },
    /// The `ddl` of a configured target: one schema in the order of the list.
    Ddl(&'c TargetConfig),
    /// The `migrations` of a configured target.
    Migrations(&'c TargetConfig),
}

/// Texts that are one schema, before or after they are read.
#[derive(Debug)]
pub(crate) struct Group {
    /// Its name.
    pub(crate) name: String,
    /// The unit it comes from, by index.
    pub(crate) unit: usize,
    /// The texts, by index, in the order in which they run.
    pub(crate) members: Vec<usize>,
    /// What they say, text by text; empty before they are read, and where that can wait until they are replayed.
    pub(crate) reads: Vec<Read>,
    /// The engine.
    pub(crate) engine: Engine,
    /// Nothing told the engine.
    pub(crate) guessed: bool,
    /// The server's version, where it is configured.
    pub(crate) version: Option<Version>,
    /// Its files are migrations.
    pub(crate) migration: bool,
    /// A single text that may be joined with others of its unit.
    loose: bool,
}

/// Puts all texts together to schemas, in the order of their first texts, and reads them: all but those that are a
/// schema each, whatever they say.
pub(crate) fn read(
    texts: &[Text],
    units: &[UnitKind<'_>],
    options: &Options,
    keep: Keep,
    warnings: &mut Vec<String>,
) -> Vec<Group> {
    let dialects = Dialects::new(texts, options.dialect);
    let mut groups = Vec::new();
    let mut members = vec![Vec::new(); units.len()];
    for (index, text) in texts.iter().enumerate() {
        members[text.found.unit].push(index);
    }
    for (unit, (kind, members)) in units.iter().zip(members).enumerate() {
        if !members.is_empty() {
            let mut plan = Plan { texts, dialects: &dialects, unit, groups: &mut groups, warnings };
            plan.unit(kind, members);
        }
    }
    let mut loose = vec![0; units.len()];
    groups.iter().filter(|group| group.loose).for_each(|group| loose[group.unit] += 1);
    groups.par_iter_mut().for_each(|group| {
        let engine = group.engine;
        let is_settled = !group.loose || loose[group.unit] == 1;
        if keep == Keep::SumOnly && is_settled && group.members.len() == 1 {
            return;
        }
        group.reads = group.members.par_iter().map(|&text| ddl::read(&texts[text].bytes, engine)).collect();
    });
    let mut settled = join_loose(groups, texts, units);
    settled.sort_by_key(|group| group.members.iter().min().copied());
    settled
}

/// The making of the groups of one unit.
struct Plan<'a> {
    texts: &'a [Text],
    dialects: &'a Dialects<'a>,
    unit: usize,
    groups: &'a mut Vec<Group>,
    warnings: &'a mut Vec<String>,
}

impl Plan<'_> {
    fn unit(&mut self, kind: &UnitKind<'_>, members: Vec<usize>) {
        match kind {
            UnitKind::Directory(_) | UnitKind::Files => self.by_convention(&members),
            UnitKind::Whole { name, migrations } => {
                self.whole(name.clone(), members, None, None, *migrations);
            }
            UnitKind::Ddl(target) => {
                self.whole(target.name.clone(), members, target.dialect, target.version, false);
            }
            UnitKind::Migrations(target) => self.configured_migrations(target, members),
        }
    }

    fn by_convention(&mut self, members: &[usize]) {
        let recognised = migrations::recognise(self.texts, members);
        for migrations in recognised.migrations {
            self.whole(migrations.name, migrations.members, migrations.engine, None, true);
        }
        for text in recognised.skipped {
            let found = &self.texts[text].found;
            if found.named {
                self.warnings.push(format!(
                    "{}: undoes a migration, or an older one stands for it: it is no part of the schema",
                    found.name
                ));
            }
        }
        for text in recognised.rest {
            let name = self.texts[text].found.name.clone();
            self.whole(name, vec![text], None, None, false);
            if let Some(group) = self.groups.last_mut() {
                group.loose = true;
            }
        }
    }

    fn configured_migrations(&mut self, target: &TargetConfig, members: Vec<usize>) {
        let recognised = migrations::recognise(self.texts, &members);
        if recognised.migrations.is_empty() {
            return self.whole(target.name.clone(), members, target.dialect, target.version, true);
        }
        for &text in &recognised.rest {
            self.warnings.push(format!(
                "{}: not named like the migrations beside it, so it is no part of the target `{}`",
                self.texts[text].found.name, target.name
            ));
        }
        let fits = |engine: Option<Engine>| match (engine, target.dialect) {
            (Some(engine), Some(wanted)) => agree(engine, wanted),
            _ => true,
        };
        let mut chosen: Vec<_> = recognised.migrations;
        if chosen.iter().any(|migrations| fits(migrations.engine)) {
            chosen.retain(|migrations| fits(migrations.engine));
        }
        let single = chosen.len() == 1;
        for migrations in chosen {
            let name =
                if single { target.name.clone() } else { format!("{}: {}", target.name, migrations.name) };
            let engine = target.dialect.or(migrations.engine);
            self.whole(name, migrations.members, engine, target.version, true);
        }
    }

    fn whole(
        &mut self,
        name: String,
        members: Vec<usize>,
        engine: Option<Engine>,
        version: Option<Version>,
        migration: bool,
    ) {
        let (engine, guessed) = self.dialects.of(self.unit, &members, engine);
        self.groups.push(Group {
            name,
            unit: self.unit,
            members,
            reads: Vec::new(),
            engine,
            guessed,
            version,
            migration,
            loose: false,
        });
    }
}

/// What tells the dialect of texts.
struct Dialects<'t> {
    texts: &'t [Text],
    forced: Option<Engine>,
    /// What each text tells of itself.
    sniffed: Vec<Option<Engine>>,
    /// How many texts below a directory of a unit tell each engine.
    votes: FxHashMap<(usize, &'t str), Votes>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Votes([u32; Engine::ALL.len()]);

impl<'t> Dialects<'t> {
    fn new(texts: &'t [Text], forced: Option<Engine>) -> Self {
        let sniffed: Vec<Option<Engine>> = match forced {
            Some(_) => vec![None; texts.len()],
            None => texts.par_iter().map(sniff).collect(),
        };
        let mut votes: FxHashMap<(usize, &str), Votes> = FxHashMap::default();
        for (text, engine) in texts.iter().zip(&sniffed) {
            if let Some(engine) = engine {
                for directory in directories(&text.found.name) {
                    votes.entry((text.found.unit, directory)).or_default().add(*engine);
                }
            }
        }
        Self { texts, forced, sniffed, votes }
    }

    /// The engine of texts that are one schema, and whether it was guessed.
    fn of(&self, unit: usize, members: &[usize], known: Option<Engine>) -> (Engine, bool) {
        if let Some(engine) = self.forced.or(known) {
            return (engine, false);
        }
        let mut own = Votes::default();
        for engine in members.iter().filter_map(|&text| self.sniffed[text]) {
            own.add(engine);
        }
        let siblings = || {
            let first = &self.texts[*members.first()?].found.name;
            directories(first).find_map(|directory| self.votes.get(&(unit, directory))?.winner())
        };
        match own.winner().or_else(siblings) {
            Some(engine) => (engine, false),
            None => (Engine::Postgres, true),
        }
    }
}

impl Votes {
    fn add(&mut self, engine: Engine) {
        self.0[engine as usize] += 1;
    }

    fn winner(&self) -> Option<Engine> {
        let most = Engine::ALL.into_iter().rev().max_by_key(|&engine| self.0[engine as usize])?;
        if self.0[most as usize] == 0 {
            return None;
        }
        // MariaDB tells itself only in headers and a few clauses; what it shares with MySQL reads as MySQL.
        let mariadb = most == Engine::Mysql && self.0[Engine::Mariadb as usize] > 0;
        Some(if mariadb { Engine::Mariadb } else { most })
    }
}

fn sniff(text: &Text) -> Option<Engine> {
    ddl::sniff::sniff(&text.bytes, &text.found.name)
}

/// The directories above a name, the nearest first, the last of them `""`.
fn directories(name: &str) -> impl Iterator<Item = &str> {
    let above = |name: &str| name.rfind('/').unwrap_or(0);
    let mut next = Some(&name[..above(name)]);
    std::iter::from_fn(move || {
        let directory = next?;
        next = (!directory.is_empty()).then(|| &directory[..above(directory)]);
        Some(directory)
    })
}

/// Whether texts of these dialects can be one schema.
fn agree(a: Engine, b: Engine) -> bool {
    a == b || a.is_mysql_like() && b.is_mysql_like()
}

/// Joins the loose texts of each unit where they agree.
fn join_loose(groups: Vec<Group>, texts: &[Text], units: &[UnitKind<'_>]) -> Vec<Group> {
    let (loose, mut settled): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| group.loose);
    let mut by_unit: BTreeMap<usize, Vec<Group>> = BTreeMap::new();
    for group in loose {
        by_unit.entry(group.unit).or_default().push(group);
    }
    for (unit, mut group) in by_unit {
        group.sort_by(|a, b| crate::natural::compare(name_of(a, texts), name_of(b, texts)));
        let name = match &units[unit] {
            UnitKind::Directory(name) => Some(name.as_str()),
            _ => None,
        };
        join(group, name, 0, texts, &mut settled);
    }
    settled
}

fn name_of<'t>(group: &Group, texts: &'t [Text]) -> &'t str {
    group.members.first().map_or("", |&text| texts[text].found.name.as_str())
}

/// Joins single texts to one schema if they agree; else each directory below `depth` on its own, and the texts
/// beside these directories together if they agree, else each alone.
fn join(singles: Vec<Group>, name: Option<&str>, depth: usize, texts: &[Text], settled: &mut Vec<Group>) {
    if singles.len() < 2 || in_agreement(&singles) {
        settled.extend(merged(singles, name));
        return;
    }
    let mut own = Vec::new();
    let mut below: BTreeMap<&str, Vec<Group>> = BTreeMap::new();
    for group in singles {
        let path = name_of(&group, texts);
        match path.match_indices('/').nth(depth) {
            Some((at, _)) => below.entry(&path[..at]).or_default().push(group),
            None => own.push(group),
        }
    }
    for (directory, singles) in below {
        join(singles, Some(directory), depth + 1, texts, settled);
    }
    if in_agreement(&own) {
        settled.extend(merged(own, name));
    } else {
        settled.extend(own.into_iter().map(|group| Group { loose: false, ..group }));
    }
}

fn merged(singles: Vec<Group>, name: Option<&str>) -> Option<Group> {
    let many = singles.len() > 1;
    let mut singles = singles.into_iter();
    let mut whole = singles.next()?;
    whole.loose = false;
    if let Some(name) = name
        && many
    {
        name.clone_into(&mut whole.name);
    }
    for single in singles {
        whole.guessed &= single.guessed;
        if single.engine == Engine::Mariadb {
            whole.engine = Engine::Mariadb;
        }
        whole.members.extend(single.members);
        whole.reads.extend(single.reads);
    }
    Some(whole)
}

/// Whether texts can be one schema: of one dialect, and none creates a table that another one has created and
/// nothing has dropped since.
fn in_agreement(singles: &[Group]) -> bool {
    let Some(first) = singles.first() else { return true };
    if !singles.iter().all(|single| agree(single.engine, first.engine)) {
        return false;
    }
    let mut standing: FxHashMap<TableName, usize> = FxHashMap::default();
    for (owner, single) in singles.iter().enumerate() {
        let mut schema: Option<Ident> = None;
        let statements = single.reads.iter().flat_map(|read| &read.statements);
        for change in statements.filter(|statement| !statement.dynamic).flat_map(|one| &one.changes) {
            match change {
                Change::CreateTable { table, if_not_exists } if table.kind != TableKind::Temporary => {
                    let name = resolved(&table.name, schema.as_ref(), single.engine);
                    let other = standing.insert(name, owner).is_some_and(|other| other != owner);
                    if other && !if_not_exists && table.kind != TableKind::View {
                        return false;
                    }
                }
                Change::DropTable { name, .. } => {
                    standing.remove(&resolved(name, schema.as_ref(), single.engine));
                }
                Change::RenameTable { from, to } => {
                    standing.remove(&resolved(from, schema.as_ref(), single.engine));
                    standing.insert(resolved(to, schema.as_ref(), single.engine), owner);
                }
                Change::Set(Setting::CurrentSchema(current)) => schema.clone_from(current),
                _ => {}
            }
        }
    }
    true
}

/// A name with the schema that the text has set, and without the engine's default one.
fn resolved(name: &TableName, current: Option<&Ident>, engine: Engine) -> TableName {
    let schema = name.schema.as_ref().or(current);
    let schema = schema.filter(|schema| Some(schema.folded()) != engine.default_schema());
    TableName { schema: schema.cloned(), name: name.name.clone() }
}

/// The texts that are part of some group.
pub(crate) fn used(groups: &[Group]) -> FxHashSet<usize> {
    groups.iter().flat_map(|group| group.members.iter().copied()).collect()
}
