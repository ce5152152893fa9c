//! One attempt: plans merged, written as migrations, and read again before anybody sees them.

use std::fs;

use fklint_catalog::{Catalog, Change, Engine, ForeignKeyPath, KeyKind, ObjectPath};
use fklint_check::{Located, Outcome, Target};
use fklint_reflect::{Reflection, ScriptSource, ddl, replay};
use fklint_rule::merge::{LeftOut, Taken, merge};
use fklint_rule::{Plan, Safety};
use fklint_source::{FileId, SourceMap};

use super::convention::{Draft, Site, alembic, stem_of, sum};
use super::home::Home;
use super::{Asked, FileRole, NewFile, version};
use crate::edit::Promise;
use crate::fix::{EditedFile, Overlay};
use crate::unit::{self, Manner, Mode, Unit};

/// What takes nothing back: not every tool takes an empty text.
const NOTHING: &str = "SELECT 1";

/// What attempts have in common.
pub(super) struct Attempt<'a> {
    home: &'a Home,
    /// The files of the directory, where the schema is read from them.
    own: Vec<String>,
    target: &'a Target,
    asked: &'a Asked<'a>,
    site: Site,
    /// The number of the last migration.
    last: String,
    /// The name of its file, without an extension.
    behind: String,
    /// The texts that the schema comes from.
    scripts: Vec<ScriptSource>,
    base: Reflection,
}

/// Migrations that say what they should.
pub(super) struct Made {
    pub(super) files: Vec<NewFile>,
    pub(super) edits: Vec<EditedFile>,
    pub(super) notes: Vec<String>,
    /// The plans that others stand in the way of, by their place in the list.
    pub(super) left: Vec<LeftOut>,
    /// What is found with them; `None` where the sources do not include them.
    pub(super) last: Option<Outcome>,
}

/// Why there is no migration.
pub(super) struct Fault {
    /// One sentence without a full stop.
    pub(super) why: String,
    /// The findings whose plans are to blame, by index; `None` where it is not known.
    pub(super) findings: Option<Vec<usize>>,
}

impl Fault {
    fn new(why: impl Into<String>) -> Self {
        Self { why: why.into(), findings: None }
    }
}

impl<'a> Attempt<'a> {
    pub(super) fn new(
        home: &'a Home,
        own: Vec<String>,
        target: &'a Target,
        sources: &SourceMap,
        asked: &'a Asked<'a>,
    ) -> Result<Self, String> {
        let engine = target.reflection.catalog.engine;
        let (site, last, behind) = match home {
            Home::Sql { convention, directory } => {
                let files = if own.is_empty() { &directory.files } else { &own };
                let last = convention.last(files);
                let last = last.ok_or("its migrations have no numbers, so there is none for a new one")?;
                let file = files.iter().find(|file| (convention.number)(file) == Some(last));
                let site = Site {
                    directory: last.directory.to_owned(),
                    separator: last.separator,
                    last: file.cloned().unwrap_or_default(),
                    engine,
                    undo: directory
                        .skipped
                        .iter()
                        .any(|file| file.rsplit('/').next().is_some_and(|name| name.starts_with('U'))),
                };
                (site, last.version.to_owned(), file.map_or("", |file| stem_of(file)).to_owned())
            }
            Home::Alembic { directory, .. } => (
                Site {
                    directory: directory.clone(),
                    separator: '_',
                    undo: true,
                    last: String::new(),
                    engine,
                },
                String::new(),
                String::new(),
            ),
        };
        let mut scripts = Vec::new();
        for script in &target.reflection.history.scripts {
            let file = sources.files().find(|(_, file)| file.name == script.name);
            let (file, text) = file.ok_or("its texts are not at hand")?;
            let (read, migration) = (ddl::read(&text.text, engine), script.migration);
            scripts.push(ScriptSource { file, name: script.name.clone(), migration, read });
        }
        let base = replay(engine, target.reflection.catalog.version, scripts.clone());
        let attempt = Self { home, own, target, asked, site, last, behind, scripts, base };
        attempt.sums(&[])?;
        Ok(attempt)
    }

    /// Makes migrations of plans, given with their findings.
    pub(super) fn make(
        &self,
        chosen: &[(usize, &Plan)],
        look: &mut impl FnMut(&Overlay) -> Outcome,
    ) -> Result<Made, Fault> {
        let catalog = &self.target.reflection.catalog;
        let plans: Vec<&Plan> = chosen.iter().map(|(_, plan)| *plan).collect();
        let merged = merge(catalog, &plans);
        let steps = merged.taken.iter().flat_map(|Taken { plan, steps }| {
            steps.iter().filter_map(|step| Some((step.change()?.clone(), *plan)))
        });
        let concurrently = match self.home {
            Home::Sql { convention, .. } => convention.leaves_transactions,
            Home::Alembic { .. } => true,
        };
        let units = unit::units(catalog, steps.collect(), Manner { concurrently, at_once: false });
        let mut units = units.map_err(|error| Fault::new(format!("it does not fit the schema: {error}")))?;
        if units.is_empty() {
            return Err(Fault::new("it changes nothing"));
        }
        if let (Home::Sql { convention, .. }, false) = (self.home, concurrently)
            && units.iter().any(|unit| unit.mode == Mode::Alone)
        {
            let tool = convention.tool;
            return Err(Fault::new(format!("{tool} runs it in a transaction, and it has to begin its own")));
        }
        self.read_again(&mut units, &plans)?;
        let files = self.files(&units, chosen);
        let edits = self.sums(&files).map_err(Fault::new)?;
        let last = self.look_again(&files, &units, chosen, &merged.left, look)?;
        let mut notes = self.notes(&units);
        notes.dedup();
        Ok(Made { files, edits, notes, left: merged.left, last })
    }

    /// Sees that the statements, read by fklint's own reader, lead to the promised schema, and back. A way back that does
    /// not is none.
    fn read_again(&self, units: &mut [Unit], plans: &[&Plan]) -> Result<(), Fault> {
        let engine = self.base.catalog.engine;
        let mut scripts = self.scripts.clone();
        let script = |statements: &[String]| {
            let text: String = statements.iter().map(|statement| format!("{statement};\n")).collect();
            let read = ddl::read(text.as_bytes(), engine);
            ScriptSource { file: FileId(u32::MAX), name: String::new(), migration: true, read }
        };
        let run = |scripts: &[ScriptSource]| replay(engine, self.base.catalog.version, scripts.to_vec());
        let (mut before, mut tally) = (self.base.catalog.clone(), self.base.tally);
        for unit in units {
            let changes: Vec<Change> = unit.steps.iter().map(|(change, _)| change.clone()).collect();
            let plan = Plan::of("", Safety::Safe, changes.iter().cloned());
            let mut after = before.clone();
            for change in &changes {
                after
                    .apply(change)
                    .map_err(|error| Fault::new(format!("it does not fit the schema: {error}")))?;
            }
            if unit.up.is_empty() {
                return Err(Fault::new("the engine has no statement for it"));
            }
            scripts.push(script(&unit.up));
            let read = run(&scripts);
            if read.tally.unread > tally.unread || read.tally.stepped_over > tally.stepped_over {
                return Err(Fault::new("the migration would hold words that are not understood"));
            }
            let names = plans.iter().copied().chain([&plan]);
            if let Some(difference) = differs(after, &before, names, &read.catalog) {
                return Err(Fault::new(format!("the migration would say something else: {difference}")));
            }
            if unit.mode == Mode::Apart && unit.down.is_empty() {
                unit.down = vec![NOTHING.to_owned()];
            } else if unit.one_way.is_none() {
                scripts.push(script(&unit.down));
                let back = run(&scripts);
                scripts.pop();
                let difference = differs(before.clone(), &before, [&plan], &back.catalog);
                if unit.down.is_empty() {
                    unit.one_way = Some("no statement takes it back".to_owned());
                } else if let Some(difference) = difference {
                    unit.one_way = Some(format!("what takes it back leads elsewhere: {difference}"));
                } else if back.tally.unread > read.tally.unread {
                    let why = "what takes it back has no name that is known before it runs";
                    unit.one_way = Some(why.to_owned());
                }
            }
            (before, tally) = (read.catalog, read.tally);
        }
        Ok(())
    }

    fn files(&self, units: &[Unit], chosen: &[(usize, &Plan)]) -> Vec<NewFile> {
        let mut files = Vec::new();
        let mut asked = Vec::new();
        let (mut last, mut behind) = (self.last.clone(), self.behind.clone());
        let mut head = match self.home {
            Home::Alembic { head, .. } => head.clone(),
            Home::Sql { .. } => None,
        };
        for (nth, unit) in (0..).zip(units) {
            let mut plans: Vec<usize> = Vec::new();
            for (_, plan) in &unit.steps {
                if !plans.contains(plan) {
                    plans.push(*plan);
                }
            }
            let located: Vec<&Located> =
                plans.iter().map(|plan| &self.target.findings[chosen[*plan].0]).collect();
            let mut draft = Draft {
                version: String::new(),
                name: self.name(unit, &located),
                behind: behind.clone(),
                remarks: Vec::new(),
                unit,
            };
            for (plan, located) in plans.iter().zip(&located) {
                draft.remarks.push(format!("{} ({})", chosen[*plan].1.title, located.finding.rule.name));
            }
            let new: Vec<usize> = plans.into_iter().filter(|plan| !asked.contains(plan)).collect();
            let selects = new.iter().flat_map(|plan| &self.target.findings[chosen[*plan].0].probes);
            let mut selects: Vec<String> = selects.map(|probe| format!("  {}", probe.select)).collect();
            selects.dedup();
            if !selects.is_empty() {
                draft.remarks.push("Ask the rows first. Each of these must give none:".to_owned());
                draft.remarks.append(&mut selects);
            }
            asked.extend(new);
            for remark in &mut draft.remarks {
                *remark = remark.split(char::is_control).collect::<Vec<_>>().join(" ");
            }
            match self.home {
                Home::Sql { convention, .. } => {
                    last = version::next(&last, self.asked.now + nth);
                    draft.version.clone_from(&last);
                    let new = (convention.files)(&self.site, &draft);
                    let up = new.iter().find(|file| file.role == FileRole::Up);
                    behind = up.map_or("", |file| stem_of(&file.path)).to_owned();
                    files.extend(new);
                }
                Home::Alembic { .. } => {
                    let (file, id) = alembic::file(&self.site.directory, head.as_deref(), &draft);
                    files.push(file);
                    head = Some(id);
                }
            }
        }
        files
    }

    /// What was asked for, else `fk_` with the rule where it is one; then what the migration is about.
    fn name(&self, unit: &Unit, located: &[&Located]) -> String {
        let rule = located.first().map_or("", |first| first.finding.rule.name);
        let single = located.iter().all(|located| located.finding.rule.name == rule);
        let name = match self.asked.name {
            Some(name) => name.to_owned(),
            None if single => format!("fk_{}", rule.trim_start_matches("fk-")),
            None => "fk_remedies".to_owned(),
        };
        let words = format!("{name} {}", unit.about).to_lowercase();
        let words = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let mut slug = words.collect::<Vec<_>>().join("_");
        slug.truncate(80);
        slug
    }

    /// `atlas.sum` with the new files, where there is one.
    fn sums(&self, files: &[NewFile]) -> Result<Vec<EditedFile>, String> {
        let name = format!("{}{}", self.site.directory, sum::NAME);
        let Ok(before) = fs::read_to_string(&name) else { return Ok(Vec::new()) };
        let stale =
            || format!("`{name}` does not fit the files that it lists: run `atlas migrate hash` first");
        let mut texts = Vec::new();
        for listed in sum::names(&before) {
            let text = fs::read(format!("{}{listed}", self.site.directory)).map_err(|_| stale())?;
            texts.push((listed, text));
        }
        if sum::of(texts.iter().map(|(name, text)| (*name, text.as_slice()))) != before {
            return Err(stale());
        }
        let old = texts.iter().map(|(name, text)| (*name, text.as_slice()));
        let new = files.iter().filter(|file| file.role == FileRole::Up).map(|file| {
            let name = file.path.strip_prefix(&self.site.directory).unwrap_or(&file.path);
            (name, file.text.as_bytes())
        });
        let after = sum::of(old.chain(new)).into_bytes();
        Ok(vec![EditedFile { name, before: before.into_bytes(), after }])
    }

    /// Checks the directory as it will be: the findings are gone, and the history is what it was, with the new files.
    fn look_again(
        &self,
        files: &[NewFile],
        units: &[Unit],
        chosen: &[(usize, &Plan)],
        left: &[LeftOut],
        look: &mut impl FnMut(&Overlay) -> Outcome,
    ) -> Result<Option<Outcome>, Fault> {
        if self.own.is_empty() {
            return Ok(None);
        }
        let overlay = files.iter().filter(|file| file.role != FileRole::Beside);
        let next = look(&overlay.map(|file| (file.path.clone(), file.text.clone().into_bytes())).collect());
        let read = next.targets.iter().find(|read| read.name == self.target.name);
        let read = read.ok_or_else(|| Fault::new("the migrations would no longer be read as this schema"))?;
        let new: Vec<&str> =
            files.iter().filter(|file| file.role == FileRole::Up).map(|file| file.path.as_str()).collect();
        let names = |target: &Target| -> Vec<String> {
            target.reflection.history.scripts.iter().map(|script| script.name.clone()).collect()
        };
        let (mut old, mut added) = (Vec::new(), Vec::new());
        for name in names(read) {
            if new.contains(&name.as_str()) { added.push(name) } else { old.push(name) }
        }
        if old != names(self.target) || added != new {
            return Err(Fault::new("the new files would not be run behind those that are there"));
        }
        let mut promised: Catalog = self.target.reflection.catalog.clone();
        let changes: Vec<Change> =
            units.iter().flat_map(|unit| &unit.steps).map(|(change, _)| change.clone()).collect();
        for change in &changes {
            promised.apply(change).map_err(|error| Fault::new(error.to_string()))?;
        }
        let plan = Plan::of("", Safety::Safe, changes);
        let (before, read_again) = (&self.target.reflection.catalog, &read.reflection.catalog);
        if let Some(difference) = differs(promised, before, [&plan], read_again) {
            return Err(Fault::new(format!("the migration would say something else: {difference}")));
        }
        let is_left = |nth: usize| left.iter().any(|left| left.plan == nth);
        let taken = chosen.iter().enumerate().filter(|(nth, _)| !is_left(*nth));
        let stays = taken.map(|(_, (finding, _))| *finding).filter(|finding| {
            let located = &self.target.findings[*finding];
            count(read, located) >= count(self.target, located)
        });
        let stays: Vec<usize> = stays.collect();
        if !stays.is_empty() {
            return Err(Fault { why: "it would still be found".to_owned(), findings: Some(stays) });
        }
        Ok(Some(next))
    }

    fn notes(&self, units: &[Unit]) -> Vec<String> {
        let mut notes = Vec::new();
        if self.target.dialect_guessed {
            let engine = self.base.catalog.engine;
            notes.push(format!(
                "nothing tells the dialect, so it is written for {engine}: name another with `--dialect`"
            ));
        }
        let alone = units.iter().any(|unit| unit.mode == Mode::Alone);
        match self.home {
            Home::Sql { convention, .. } => {
                notes.extend(convention.after.map(str::to_owned));
                let indexes =
                    units.iter().flat_map(|unit| &unit.steps).any(|(change, _)| makes_index(change));
                if indexes && !convention.leaves_transactions && self.base.catalog.engine == Engine::Postgres
                {
                    notes.push(format!(
                        "{} runs such a migration in a transaction: making an index there holds up writers",
                        convention.tool
                    ));
                }
                if alone && matches!(convention.tool, "timestamps" | "numbers" | "golang-migrate") {
                    notes.push(
                        "what is marked `-- no-transaction` must run outside a transaction: see that your tool does so"
                            .to_owned(),
                    );
                }
                if !self.goes_back() {
                    notes.push(format!("no way back was written: {} keeps none", shown(convention.tool)));
                    return notes;
                }
            }
            Home::Alembic { .. } => {}
        }
        for unit in units {
            if let Some(why) = &unit.one_way {
                notes.push(format!(
                    "{} has no way back: {why}",
                    unit.up.first().map_or("a migration", String::as_str)
                ));
            }
        }
        notes
    }

    /// Whether the files say a way back.
    fn goes_back(&self) -> bool {
        match self.home {
            Home::Sql { convention, .. } => match convention.tool {
                "Prisma" | "Atlas" | "refinery" | "timestamps" | "numbers" => false,
                "Flyway" => self.site.undo,
                _ => true,
            },
            Home::Alembic { .. } => true,
        }
    }
}

/// Whether a change makes an index that may be made beside writers.
fn makes_index(change: &Change) -> bool {
    matches!(change, Change::AddKey { key, .. } if !key.constraint && key.kind != KeyKind::Primary)
}

fn shown(tool: &str) -> &str {
    if matches!(tool, "timestamps" | "numbers") { "this convention" } else { tool }
}

/// How a schema that was read differs from the one that `plans` promise. What a session sets ends with it.
fn differs<'p>(
    promised: Catalog,
    before: &Catalog,
    plans: impl IntoIterator<Item = &'p Plan>,
    read: &Catalog,
) -> Option<String> {
    let (promised, mut read) = (kept(promised), kept(read.clone()));
    read.settings.clone_from(&promised.settings);
    Promise::to_be(promised, before, plans).broken_by(&read)
}

/// A schema without the foreign keys that its engine never kept: no statement drops them, and history still says them.
fn kept(mut catalog: Catalog) -> Catalog {
    let keys = catalog.foreign_keys().filter(|(_, _, key)| key.is_forgotten());
    let paths: Vec<Change> = keys
        .map(|(table, index, _)| Change::DropForeignKey {
            table: table.name.clone(),
            foreign_key: ForeignKeyPath::of(&table.foreign_keys, index),
        })
        .collect();
    // The last first: each drop leaves the ordinals before it alone.
    for drop_key in paths.iter().rev() {
        let _ = catalog.apply(drop_key);
    }
    catalog
}

/// How often a rule finds something at an object.
fn count(target: &Target, like: &Located) -> usize {
    let statement =
        |located: &Located| matches!(located.finding.at, ObjectPath::Statement(_) | ObjectPath::Directive(_));
    let same = |located: &&Located| {
        located.finding.rule.name == like.finding.rule.name
            && (located.finding.at == like.finding.at || statement(located) && statement(like))
    };
    target.findings.iter().filter(same).count()
}
