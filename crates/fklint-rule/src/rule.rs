//! The contract of a rule.

use fklint_catalog::{Engine, ObjectPath, Semantics};

use crate::{Cx, Finding, Remedy, Report, Witness};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; hidden unless asked for.
    Note,
    /// It works today and will hurt.
    Warning,
    /// The engine will refuse or silently drop something.
    Error,
}

impl Severity {
    /// The word of the command line and of JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How sure a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Confidence {
    /// A fact of the engine.
    Certain,
    /// A heuristic; it may not default to an error.
    Inferred,
}

impl Confidence {
    /// The word of JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Inferred => "inferred",
        }
    }
}

/// The engines that a rule speaks about.
pub type Engines = &'static [Engine];

/// What is known of a rule without running it.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// Object and defect, in kebab case: reads well in "allow fk-cycle-undeclared".
    pub name: &'static str,
    /// What it finds, in one line without a full stop.
    pub summary: &'static str,
    /// Unless configured otherwise. A rule may report single findings at another one: see [`Rule::severity`].
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// The engines on which it can find something.
    pub engines: Engines,
    /// Whether its remedy is a plan (`"plan"`), words (`"advice"`), or either by case (`"plan or advice"`).
    pub remedy: &'static str,
    /// The release that brought it.
    pub since: &'static str,
    /// Its page, Markdown: what it finds, why it matters, what the remedy does, when to ignore it.
    pub doc: &'static str,
}

/// A rule: what it finds, in which words, and the way out, joined by its evidence and by nothing else.
pub trait Rule: Sync + 'static {
    /// What `check` saw and `report` and `remedy` act on.
    type Evidence<'c>: Send;

    /// What is known without running it.
    const INFO: RuleInfo;

    /// Whether it looks at [`Cx::rows`]: then it runs only where these were asked.
    const NEEDS_ROWS: bool = false;

    /// Why nothing that an engine does could show what it finds, without a full stop: it speaks of comments, or of
    /// time. `None` for a rule that has witnesses.
    const UNWITNESSED: Option<&'static str> = None;

    /// The fact that leaves nothing to find on an engine and version, without a full stop: `MySQL makes the index of a
    /// foreign key itself`. It is asked for on every engine, [`RuleInfo::engines`] or not.
    fn ruled_out(&self, _semantics: &Semantics) -> Option<String> {
        None
    }

    /// Looks, and pushes what it saw. What has the shape of the defect and is none, it tells to [`Cx::silent`].
    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Self::Evidence<'c>>);

    /// The object that a piece of evidence is about.
    fn object(&self, cx: Cx<'_>, evidence: &Self::Evidence<'_>) -> ObjectPath;

    /// The words.
    fn report(&self, cx: Cx<'_>, evidence: &Self::Evidence<'_>) -> Report;

    /// The way out: a plan or advice, never nothing.
    fn remedy(&self, cx: Cx<'_>, evidence: &Self::Evidence<'_>) -> Remedy;

    /// What shows the harm on a real engine, and that it is gone after the remedy; `None` where this evidence cannot be
    /// shown.
    fn witness(&self, _cx: Cx<'_>, _evidence: &Self::Evidence<'_>) -> Option<Witness> {
        None
    }

    /// The severity of this evidence, where it differs from the rule's own.
    fn severity(&self, _cx: Cx<'_>, _evidence: &Self::Evidence<'_>) -> Severity {
        Self::INFO.severity
    }
}

/// A rule whose evidence is erased: what lists of rules hold. Every [`Rule`] is one.
pub trait AnyRule: Sync {
    /// What is known without running it.
    fn info(&self) -> &'static RuleInfo;

    /// Whether it runs only where rows were asked.
    fn needs_rows(&self) -> bool;

    /// Why it has no witnesses, where it has none.
    fn unwitnessed(&self) -> Option<&'static str>;

    /// The fact that leaves nothing to find.
    fn ruled_out(&self, semantics: &Semantics) -> Option<String>;

    /// Runs it to the end: findings with words and remedies. What is less severe than `least` is only counted: words for
    /// thousands of notes that nobody sees cost more than all of the looking.
    fn run_from(&self, cx: Cx<'_>, least: Severity) -> Findings;

    /// All that it finds.
    fn run(&self, cx: Cx<'_>) -> Vec<Finding> {
        self.run_from(cx, Severity::Note).wanted
    }
}

/// What a rule found.
#[derive(Debug, Default)]
pub struct Findings {
    /// With words and remedies.
    pub wanted: Vec<Finding>,
    /// How many others are less severe than was asked for.
    pub less: usize,
}

impl<R: Rule> AnyRule for R {
    fn info(&self) -> &'static RuleInfo {
        const { &R::INFO }
    }

    fn needs_rows(&self) -> bool {
        R::NEEDS_ROWS
    }

    fn unwitnessed(&self) -> Option<&'static str> {
        R::UNWITNESSED
    }

    fn ruled_out(&self, semantics: &Semantics) -> Option<String> {
        Rule::ruled_out(self, semantics)
    }

    fn run_from(&self, cx: Cx<'_>, least: Severity) -> Findings {
        let mut found = Vec::new();
        self.check(cx, &mut found);
        let count = found.len();
        found.retain(|evidence| self.severity(cx, evidence) >= least);
        let less = count - found.len();
        let finding = |evidence: R::Evidence<'_>| Finding {
            rule: self.info(),
            severity: self.severity(cx, &evidence),
            at: self.object(cx, &evidence),
            report: self.report(cx, &evidence),
            remedy: self.remedy(cx, &evidence),
            witness: cx.witnesses.then(|| self.witness(cx, &evidence)).flatten(),
            unwitnessed: R::UNWITNESSED,
        };
        Findings { wanted: found.into_iter().map(finding).collect(), less }
    }
}
