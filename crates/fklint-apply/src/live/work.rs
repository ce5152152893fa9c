//! What would be done to a database: which plans, in which moves, and which plans are left and why.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use fklint_catalog::{Catalog, Change, Engine, TableName, Version, write};
use fklint_check::{Located, Target};
use fklint_reflect::live::DbUrl;
use fklint_reflect::live::url::Place;
use fklint_rule::merge::{Because, merge};
use fklint_rule::{Plan, Remedy, Safety};

use super::chain::{Chain, finished, listed};
use super::hands::{self, Hands, Wishes, in_the_way};
use super::moves::{Part, moves};
use super::run::{Report, absolute, forward};
use super::{Executed, Header, Journal, Move, Planned, Stop};
use crate::server::Server;

/// What would be done to a database.
#[derive(Debug)]
pub struct Work {
    url: DbUrl,
    wishes: Wishes,
    header: Header,
    /// The whole schema as it will be.
    promise: Catalog,
    /// The plans of the findings that are left, and why.
    pub left: Vec<Left>,
    /// About how many rows the tables have that are read whole, as SQL names them; `None` where nobody counted them yet.
    pub rows: Vec<(String, Option<u64>)>,
}

/// A finding whose remedy is not carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The rule.
    pub rule: String,
    /// What the finding is about.
    pub object: String,
    /// Why, in words.
    pub why: String,
}

impl Work {
    /// Looks at what the findings of a live database ask for, and asks its rows. Nothing is changed.
    ///
    /// # Errors
    /// When the database cannot be worked on, or its schema is nothing that could be recognised again.
    pub fn of(target: &Target, url: &DbUrl, safety: Safety, wishes: Wishes) -> Result<Self, Stop> {
        let url = absolute(url)?;
        let mut hands = hands::connect(&url, &wishes)?;
        let catalog = &target.reflection.catalog;
        let mut left = Vec::new();
        let mut chosen: Vec<(&Located, &Plan)> = Vec::new();
        for located in &target.findings {
            match choose(located, safety, catalog, hands.as_mut()) {
                Ok(plan) => chosen.push((located, plan)),
                Err(why) => left.push(Left::new(located, why)),
            }
        }
        let plans: Vec<&Plan> = chosen.iter().map(|(_, plan)| *plan).collect();
        let merged = merge(catalog, &plans);
        let words = |because: &Because| because_of(because, &plans);
        left.extend(merged.left.iter().map(|one| Left::new(chosen[one.plan].0, words(&one.because))));
        let parts = merged.taken.iter().enumerate().map(|(index, taken)| Part {
            plan: index,
            changes: taken.steps.iter().filter_map(|step| step.change().cloned()).collect(),
            probes: chosen[taken.plan].0.probes.iter().map(|asked| asked.select.clone()).collect(),
        });
        let (moves, promise) = moves(parts.collect(), catalog, hands.as_mut())?;
        let begun = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs());
        let header = Header {
            version: Header::format(),
            database: url.to_string(),
            schemas: url.schemas().to_vec(),
            engine: catalog.engine.id().to_owned(),
            server: version(catalog).to_string(),
            begun,
            backup: None,
            ddl: write::write_catalog(&finished(surroundings(catalog, merged.changes()))),
            plans: merged
                .taken
                .iter()
                .map(|taken| Planned::of(chosen[taken.plan].0, plans[taken.plan]))
                .collect(),
            moves,
        };
        let rows = rows(&header, hands.as_mut())?;
        let work = Self { url, wishes, header, promise, left, rows };
        work.can_be_recognised(catalog)?;
        Ok(work)
    }

    /// The plans that will be carried out.
    #[must_use]
    pub fn plans(&self) -> &[Planned] {
        &self.header.plans
    }

    /// What will be done, in order.
    #[must_use]
    pub fn moves(&self) -> &[Move] {
        &self.header.moves
    }

    /// Whether rows are counted, and not told from the engine's statistics.
    #[must_use]
    pub const fn counts_exactly(&self) -> bool {
        matches!(self.url.place, Place::File(_))
    }

    /// Where the copy of the database would be, if one is made.
    #[must_use]
    pub fn backup(&self) -> Option<PathBuf> {
        let is_file = matches!(self.url.place, Place::File(_));
        (self.wishes.backup && is_file).then(|| hands::beside(&self.url, self.header.begun, "backup"))
    }

    /// Where the journal is, unless it is put elsewhere.
    #[must_use]
    pub fn journal(&self) -> PathBuf {
        hands::beside(&self.url, self.header.begun, "jsonl")
    }

    /// Does it, after a copy was made and the journal begun.
    ///
    /// # Errors
    /// When nothing was changed, since it could not begin. What happens later is told in the report.
    pub fn carry_out(
        mut self,
        journal: Option<&Path>,
        told: &mut dyn FnMut(&Executed),
    ) -> Result<Report, Stop> {
        let mut hands = hands::connect(&self.url, &self.wishes)?;
        hands.keep_others_out()?;
        let chain = Chain::of(&self.header)?;
        chain.locate(&hands.catalog()?, 0).and_then(|done| match done {
            0 => Ok(()),
            _ => Err(Stop(
                "nothing was changed: the schema changed since it was looked at: try again".to_owned(),
            )),
        })?;
        if let Some(backup) = self.backup() {
            hands.back_up(&backup)?;
            self.header.backup = Some(backup);
        }
        let path = journal.map_or_else(|| self.journal(), Path::to_owned);
        let mut journal = Journal::create(&path, self.header)?;
        Ok(forward(&mut journal, &chain, hands.as_mut(), Some(&self.promise), told))
    }

    /// A journal must lead to the states that the plans promise, or no one could go on with it or back.
    fn can_be_recognised(&self, catalog: &Catalog) -> Result<(), Stop> {
        let chain = Chain::of(&self.header)?;
        for (state, done) in [(catalog, 0), (&self.promise, chain.len())] {
            let differences = chain.differences(state, done, None);
            if !differences.is_empty() {
                return Err(Stop(format!(
                    "nothing was changed: these tables are not read back from SQL as they are, and could not be recognised \
                     after an interruption:{}",
                    listed(&differences)
                )));
            }
        }
        Ok(())
    }
}

impl Planned {
    fn of(located: &Located, plan: &Plan) -> Self {
        Self {
            rule: located.finding.rule.name.to_owned(),
            object: located.object.clone(),
            title: plan.title.clone(),
            safety: plan.safety.id().to_owned(),
        }
    }
}

impl Left {
    fn new(located: &Located, why: String) -> Self {
        Self { rule: located.finding.rule.name.to_owned(), object: located.object.clone(), why }
    }
}

/// The plan of a finding, or why it is not carried out.
fn choose<'l>(
    located: &'l Located,
    safety: Safety,
    catalog: &Catalog,
    hands: &mut dyn Hands,
) -> Result<&'l Plan, String> {
    let plan = match &located.finding.remedy {
        Remedy::Plan(plan) => plan,
        Remedy::Advice(advice) => return Err(format!("advice: {advice}")),
    };
    if plan.safety < safety {
        return Err(format!("{}: {}", plan.safety.id(), plan.title));
    }
    if plan.changes().next().is_none() {
        return Err(format!("{}: it is about a text, not about the database", plan.title));
    }
    let changes: Vec<Change> = plan.changes().cloned().collect();
    if let Some(why) = hands.hindrance(&changes, catalog).map_err(|stop| stop.0)? {
        return Err(format!("{}: {why}", plan.title));
    }
    for asked in &located.probes {
        match hands.ask(&asked.select) {
            Ok((0, _)) => {}
            Ok((rows, some)) => return Err(in_the_way(rows, &some, &asked.select)),
            Err(why) => return Err(format!("its rows could not be asked: {why}")),
        }
    }
    Ok(plan)
}

fn because_of(because: &Because, plans: &[&Plan]) -> String {
    match because {
        Because::Collides { with, at } => {
            let at =
                at.as_ref().map_or_else(|| "the same".to_owned(), |at| format!("`{}`", at.display(None)));
            format!("\"{}\" changes {at} too: run it again after that", plans[*with].title)
        }
        Because::Done { by } => format!("\"{}\" does it", plans[*by].title),
        Because::DoesNotFit(error) => format!("after the other plans it does not fit: {error}"),
    }
}

/// The tables that changes may look at: those that change, their parents and their children.
fn surroundings<'c>(catalog: &Catalog, changes: impl Iterator<Item = &'c Change>) -> Catalog {
    let mut names: Vec<&TableName> = Vec::new();
    for change in changes {
        names.extend(change.table());
        if let Change::AddForeignKey { foreign_key, .. } = change {
            names.push(&foreign_key.parent);
        }
    }
    let near = catalog
        .foreign_keys()
        .filter(|(table, _, key)| names.contains(&&table.name) || names.contains(&&key.parent));
    let near: Vec<&TableName> = near.flat_map(|(table, _, key)| [&table.name, &key.parent]).collect();
    catalog.subset(names.iter().copied().chain(near))
}

fn rows(header: &Header, hands: &mut dyn Hands) -> Result<Vec<(String, Option<u64>)>, Stop> {
    let mut tables: Vec<&String> =
        header.moves.iter().flat_map(|one| one.scans.iter().chain(&one.rewrites)).collect();
    tables.sort();
    tables.dedup();
    let count = |table: &String| Ok((table.clone(), hands.rows(table)?));
    tables.into_iter().map(count).collect()
}

fn version(catalog: &Catalog) -> Version {
    match catalog.engine {
        Engine::Sqlite => Server::sqlite().version(),
        _ => catalog.effective_version(),
    }
}
