//! The run: rules over schemas, then selection, suppression, baseline and places.

use std::sync::LazyLock;
use std::time::Instant;

use fklint_catalog::write::TakenNames;
use fklint_catalog::{Graph, History, Semantics};
use fklint_reflect::live::Session;
use fklint_rule::{AnyRule, Cx, Finding, Findings, Natures, RowFacts, Severity, Silence, Silences, Timeline};
use fklint_source::{Place, SourceMap};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::declare::{self, Declarations};
use crate::discover::{Found, Text};
use crate::fingerprint::Fingerprints;
use crate::live::{self, Askable, Asker};
use crate::load::{Keep, Loaded, Schema, gather, in_pool, one_schema};
use crate::locate::{self, Writer};
use crate::select::Selection;
use crate::suppress::{self, Ignores, LATE, Suppressions, Use};
use crate::why::{self, Kept, Why};
use crate::{Baseline, Config, Date, Located, Options, Outcome, Problem, SourceArg, Target, Unreported};

/// Checks the schemas of `sources`, or of the configuration where there is none.
#[must_use]
pub fn check(sources: &[SourceArg], options: &Options, rules: &[&dyn AnyRule]) -> Outcome {
    in_pool(options.jobs, || {
        let (selection, problems) = Selection::new(options, rules);
        if !problems.is_empty() {
            return Outcome { problems, ..Outcome::default() };
        }
        // A run over some files of configured targets cannot know what an entry matches in the others.
        let whole = sources.is_empty() || options.config.targets.is_empty();
        let mut loaded = gather(sources, options, Keep::SumOnly);
        if options.data && loaded.problems.is_empty() && !loaded.schemas.iter().any(|schema| schema.live) {
            let message = "no source is a live database: name one, such as sqlite:app.db or $DATABASE_URL";
            loaded.problems.push(Problem::new("--data", message));
        }
        judge(loaded, &selection, options, rules, whole)
    })
}

/// Checks texts, given with their names, as one logical schema.
#[must_use]
pub fn check_texts(texts: &[(&str, &[u8])], options: &Options, rules: &[&dyn AnyRule]) -> Outcome {
    check_one(texts, None, false, options, rules)
}

/// The same where the texts are what a live database told: nobody wrote them, and they have no history.
#[must_use]
pub fn check_texts_as_live(texts: &[(&str, &[u8])], options: &Options, rules: &[&dyn AnyRule]) -> Outcome {
    check_one(texts, None, true, options, rules)
}

/// The same where a database, called `name`, holds rows of that schema: they are asked.
#[must_use]
pub fn check_texts_on(
    texts: &[(&str, &[u8])],
    (name, session): (&str, Box<dyn Session>),
    options: &Options,
    rules: &[&dyn AnyRule],
) -> Outcome {
    check_one(texts, Some(Asker::new(name.to_owned(), session)), false, options, rules)
}

fn check_one(
    texts: &[(&str, &[u8])],
    asker: Option<Asker>,
    live: bool,
    options: &Options,
    rules: &[&dyn AnyRule],
) -> Outcome {
    in_pool(options.jobs, || {
        let (selection, problems) = Selection::new(options, rules);
        if !problems.is_empty() {
            return Outcome { problems, ..Outcome::default() };
        }
        let texts = texts.iter().map(|&(name, bytes)| Text {
            found: Found { path: None, name: name.to_owned(), named: true, unit: 0 },
            bytes: bytes.to_vec(),
        });
        let mut loaded = one_schema(texts.collect(), asker, options);
        loaded.schemas.iter_mut().for_each(|schema| schema.live = live);
        judge(loaded, &selection, options, rules, true)
    })
}

/// That of a live database: nobody wrote the statements of its virtual file.
static NO_HISTORY: LazyLock<History> = LazyLock::new(History::default);

/// A schema made ready for rules.
struct Ready<'s> {
    schema: &'s Schema,
    semantics: Semantics,
    graph: Graph,
    natures: Natures,
    names: TakenNames<'s>,
    timeline: Timeline,
    declarations: Declarations,
    suppressions: Suppressions<'s>,
    rows: Option<RowFacts>,
    witnesses: bool,
}

/// What a run of rules leaves beside their findings.
#[derive(Default)]
struct Left {
    comments: FxHashSet<Use>,
    entries: FxHashSet<usize>,
    /// Notes that nobody wants to see.
    hidden: usize,
    /// With their rules, by schema.
    silences: FxHashMap<usize, Vec<(&'static str, Silence)>>,
}

/// A finding on its way.
struct Draft {
    finding: Finding,
    place: Option<Place>,
    fingerprint: String,
    suppressed: Option<Kept>,
}

/// What all rules look at and nothing changes.
struct Judge<'a> {
    sources: &'a SourceMap,
    selection: &'a Selection<'a>,
    ignores: Ignores<'a>,
    rules: &'a [&'a dyn AnyRule],
    explain_why: bool,
}

fn judge(
    mut loaded: Loaded,
    selection: &Selection<'_>,
    options: &Options,
    rules: &[&dyn AnyRule],
    whole: bool,
) -> Outcome {
    let started = Instant::now();
    let today = Date::today();
    let config = &options.config;
    let baseline = baseline(options, &mut loaded.problems);
    let known: Vec<&str> = rules.iter().map(|rule| rule.info().name).collect();
    let needy = rules.iter().filter(|rule| rule.needs_rows()).map(|rule| rule.info().name);
    let needy: Vec<&str> = needy.collect();
    // Comments stand in texts, which have no rows.
    let asleep = [&LATE, needy.as_slice()].concat();
    let (ignores, explain_why) = (Ignores::new(config, today), options.explain_why);
    let judge = Judge { sources: &loaded.sources, selection, ignores, rules, explain_why };

    let mut ready: Vec<Ready<'_>> =
        loaded.schemas.par_iter().map(|schema| judge.ready(schema, options)).collect();
    let early = judge.early(&ready);
    if early.iter().any(|rule| rule.needs_rows()) {
        loaded.warnings.extend(ask_rows(&mut ready, options));
    }
    let mut left = Left::default();
    let mut drafts = judge.run(&ready, &early, &mut left);
    ready.par_iter_mut().for_each(|ready| {
        ready.declarations.declared.unused_directives =
            suppress::unused(&ready.schema.reflection, &left.comments, &known, &asleep);
    });
    let late = rules.iter().copied().filter(|rule| LATE.contains(&rule.info().name)).collect::<Vec<_>>();
    for (drafts, late) in drafts.iter_mut().zip(judge.run(&ready, &late, &mut left)) {
        drafts.extend(late);
    }
    if whole {
        let matched = ready.iter_mut().flat_map(|ready| ready.declarations.matched.drain()).collect();
        loaded.warnings.extend(declare::warnings(config, &matched));
        let awake = |rule: &str| options.data || !needy.contains(&rule);
        loaded.warnings.extend(Ignores::warnings(config, &left.entries, today, awake));
    }
    number(&ready, &mut drafts, judge.sources);

    let known = baseline.fingerprints();
    let mut statistics = loaded.statistics;
    statistics.hidden_notes += left.hidden;
    let mut shown = Vec::with_capacity(drafts.len());
    let mut unreported = options.explain_why.then(|| judge.asleep(&ready, config));
    for (index, (ready, drafts)) in ready.iter().zip(drafts).enumerate() {
        let why = ready.why(judge.sources, config);
        let report = |place: Option<Place>| match (&ready.schema.report, place) {
            (Some(files), Some(place)) => files.contains(&place.file),
            _ => true,
        };
        let mut kept = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let rule = draft.finding.rule.name;
            if !selection.takes(rule) || !report(draft.place) {
                continue;
            }
            let shows = selection.shows(rule, draft.finding.severity);
            let by = match draft.suppressed {
                Some(by) => by,
                None if !shows => Kept::Hidden,
                None if known.contains(draft.fingerprint.as_str()) => Kept::Baseline,
                None => {
                    kept.push(draft);
                    continue;
                }
            };
            match by {
                Kept::Comment(_) | Kept::Entry(_) => statistics.suppressed += usize::from(shows),
                Kept::Hidden => statistics.hidden_notes += 1,
                Kept::Baseline => statistics.baseline += 1,
            }
            if let Some(unreported) = &mut unreported {
                unreported.push(why.kept(&draft.finding, draft.place, by));
            }
        }
        if let Some(unreported) = &mut unreported {
            let own = left.silences.remove(&index).into_iter().flatten();
            let own = own.map(|(rule, silence)| why.silence(rule, silence));
            unreported.extend(own.filter(|one| selection.takes(one.rule) && report(one.place)));
        }
        shown.push(kept);
    }
    unreported.iter_mut().for_each(why::sort);
    let mut findings: Vec<Vec<Located>> =
        ready.par_iter().zip(shown).map(|(ready, drafts)| located(ready.schema, drafts)).collect();
    drop(ready);
    live::ask_probes(loaded.schemas.iter().map(|schema| schema.asker.as_ref()).zip(&mut findings), options);
    for asker in loaded.schemas.iter().filter_map(|schema| schema.asker.as_ref()) {
        statistics.queries += asker.asked();
        loaded.problems.extend(asker.problems());
    }
    let targets = loaded.schemas.into_iter().zip(findings).map(|(schema, findings)| Target {
        name: schema.name,
        reflection: schema.reflection,
        dialect_guessed: schema.dialect_guessed,
        live: schema.live,
        findings,
    });
    let targets = targets.collect();
    statistics.checking = started.elapsed();
    Outcome {
        sources: loaded.sources,
        targets,
        problems: loaded.problems,
        warnings: loaded.warnings,
        unreported,
        statistics,
    }
}

impl Judge<'_> {
    fn ready<'s>(&self, schema: &'s Schema, options: &Options) -> Ready<'s> {
        let reflection = &schema.reflection;
        let semantics = Semantics::for_catalog(&reflection.catalog);
        let (graph, (natures, declarations, suppressions)) = rayon::join(
            || Graph::new(&reflection.catalog, &semantics),
            || {
                let natures = Natures::new(&reflection.catalog);
                let declarations = declare::look_up(reflection, &options.config, self.sources);
                (natures, declarations, Suppressions::new(reflection, self.sources))
            },
        );
        Ready {
            schema,
            semantics,
            graph,
            natures,
            names: TakenNames::new(&reflection.catalog),
            timeline: Timeline::default(),
            declarations,
            suppressions,
            rows: None,
            witnesses: options.witnesses,
        }
    }

    /// The rules that run first: those that are shown, and those that a comment or an ignore names.
    fn early(&self, ready: &[Ready<'_>]) -> Vec<&dyn AnyRule> {
        let named =
            |rule: &str| self.ignores.names(rule) || ready.iter().any(|ready| ready.suppressions.names(rule));
        let runs = |rule: &str| !LATE.contains(&rule) && (self.selection.takes(rule) || named(rule));
        self.rules.iter().copied().filter(|rule| runs(rule.info().name)).collect()
    }

    /// The severity from which on it matters what a rule finds. That of hidden notes is their number, unless something
    /// speaks of the rule, only some files are reported, or it is to be told why.
    fn least(&self, ready: &Ready<'_>, rule: &dyn AnyRule) -> Severity {
        let name = rule.info().name;
        let hides = self.selection.takes(name) && !self.selection.shows(name, Severity::Note);
        let is_spoken_of = self.selection.severity(rule.info()).is_some()
            || self.ignores.names(name)
            || ready.suppressions.names(name);
        if hides && !is_spoken_of && !self.explain_why && ready.schema.report.is_none() {
            Severity::Warning
        } else {
            Severity::Note
        }
    }

    /// Runs rules over all schemas in parallel, and matches what they find with suppressions.
    fn run(&self, ready: &[Ready<'_>], rules: &[&dyn AnyRule], left: &mut Left) -> Vec<Vec<Draft>> {
        let tasks: Vec<(usize, &dyn AnyRule)> = ready
            .iter()
            .enumerate()
            .flat_map(|(index, ready)| {
                let engine = ready.schema.reflection.catalog.engine;
                let speaks = move |rule: &&dyn AnyRule| {
                    rule.info().engines.contains(&engine) && (ready.rows.is_some() || !rule.needs_rows())
                };
                rules.iter().copied().filter(speaks).map(move |rule| (index, rule))
            })
            .collect();
        let run = |&(index, rule): &(usize, &dyn AnyRule)| {
            let silences = self.explain_why.then(Silences::default);
            let ready = &ready[index];
            let cx = Cx { silences: silences.as_ref(), ..ready.cx() };
            let found = rule.run_from(cx, self.least(ready, rule));
            (found, silences.map(Silences::into_vec).unwrap_or_default())
        };
        let found: Vec<(Findings, Vec<Silence>)> = tasks.par_iter().map(run).collect();
        let mut by_schema: Vec<Vec<Finding>> = ready.iter().map(|_| Vec::new()).collect();
        for (&(index, rule), (found, silences)) in tasks.iter().zip(found) {
            left.hidden += found.less;
            by_schema[index].extend(found.wanted);
            let silences = silences.into_iter().map(|silence| (rule.info().name, silence));
            left.silences.entry(index).or_default().extend(silences);
        }
        let matched: Vec<_> =
            ready.par_iter().zip(by_schema).map(|(ready, findings)| self.matched(ready, findings)).collect();
        matched
            .into_iter()
            .map(|(drafts, uses, entries)| {
                left.comments.extend(uses);
                left.entries.extend(entries);
                drafts
            })
            .collect()
    }

    fn matched(
        &self,
        ready: &Ready<'_>,
        findings: Vec<Finding>,
    ) -> (Vec<Draft>, FxHashSet<Use>, FxHashSet<usize>) {
        let reflection = &ready.schema.reflection;
        let (mut used, mut entries) = (FxHashSet::default(), FxHashSet::default());
        let drafts = findings.into_iter().map(|mut finding| {
            if let Some(severity) = self.selection.severity(finding.rule) {
                finding.severity = severity;
            }
            let rule = finding.rule.name;
            let place = locate::place(reflection, &finding);
            let allowed =
                place.and_then(|place| ready.suppressions.allow(rule, place, self.sources, &mut used));
            let entry = self.ignores.find(rule, &finding.at, &reflection.catalog);
            entries.extend(entry);
            let suppressed = allowed.map(Kept::Comment).or(entry.map(Kept::Entry));
            Draft { finding, place, fingerprint: String::new(), suppressed }
        });
        (drafts.collect(), used, entries)
    }

    /// The rules that say nothing of a schema at all, with their reasons.
    fn asleep(&self, ready: &[Ready<'_>], config: &Config) -> Vec<Unreported> {
        let asleep = ready.iter().flat_map(|ready| {
            let rules = self.rules.iter().copied();
            let why = ready.why(self.sources, config);
            why.asleep(rules, self.selection, &ready.semantics, ready.rows.is_some())
        });
        asleep.collect()
    }
}

impl Ready<'_> {
    fn why<'a>(&'a self, sources: &'a SourceMap, config: &'a Config) -> Why<'a> {
        Why { reflection: &self.schema.reflection, sources, config }
    }

    fn cx(&self) -> Cx<'_> {
        Cx {
            catalog: &self.schema.reflection.catalog,
            history: if self.schema.live { &NO_HISTORY } else { &self.schema.reflection.history },
            graph: &self.graph,
            semantics: &self.semantics,
            declared: &self.declarations.declared,
            natures: &self.natures,
            names: &self.names,
            timeline: &self.timeline,
            live: self.schema.live,
            rows: self.rows.as_ref(),
            witnesses: self.witnesses,
            silences: None,
        }
    }
}

/// Asks the rows of the schemas that can be asked, and gives what was odd.
fn ask_rows(ready: &mut [Ready<'_>], options: &Options) -> Vec<String> {
    let askable = ready.iter().map(|ready| {
        let asker = ready.schema.asker.as_ref()?;
        Some(Askable { catalog: &ready.schema.reflection.catalog, semantics: &ready.semantics, asker })
    });
    let answers = live::ask_foreign_keys(askable.collect::<Vec<_>>(), options);
    let mut warnings = Vec::new();
    for (ready, answer) in ready.iter_mut().zip(answers) {
        if let Some((facts, odd)) = answer {
            warnings.extend(odd.into_iter().map(|odd| format!("{}: {odd}", ready.schema.name)));
            ready.rows = Some(facts);
        }
    }
    warnings
}

fn baseline(options: &Options, problems: &mut Vec<Problem>) -> Baseline {
    let configured = || options.config.baseline.as_ref().map(|path| options.config.root.join(path));
    let Some(path) = options.baseline.clone().or_else(configured) else { return Baseline::default() };
    Baseline::read(&path).unwrap_or_else(|error| {
        problems.push(Problem::new("baseline", error.to_string()));
        Baseline::default()
    })
}

/// Sorts the findings of each schema by place and gives them their fingerprints.
fn number(ready: &[Ready<'_>], drafts: &mut [Vec<Draft>], sources: &SourceMap) {
    let mut prints = Fingerprints::default();
    for (ready, drafts) in ready.iter().zip(drafts) {
        let key =
            |draft: &Draft| (draft.place.is_none(), draft.place.map(|place| (place.file, place.span.start)));
        drafts.sort_by(|a, b| {
            let rules = a.finding.rule.name.cmp(b.finding.rule.name);
            key(a).cmp(&key(b)).then(rules).then_with(|| a.finding.at.cmp(&b.finding.at))
        });
        for draft in drafts {
            let text = locate::identity(&ready.schema.reflection, &draft.finding.at, sources);
            draft.fingerprint = prints.next(draft.finding.rule.name, &text);
        }
    }
}

fn located(schema: &Schema, drafts: Vec<Draft>) -> Vec<Located> {
    if drafts.is_empty() {
        return Vec::new();
    }
    let writer = Writer::new(&schema.reflection.catalog);
    let located = drafts.into_par_iter().map(|draft| {
        locate::located(draft.finding, draft.place, draft.fingerprint, &schema.reflection, &writer)
    });
    located.collect()
}
