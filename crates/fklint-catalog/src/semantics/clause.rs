//! Which clauses each engine takes behind `REFERENCES parent (…)`, in which order and how often.

use Clause::{Deferrable, Deferred, Enforced, Immediate, NotDeferrable, NotEnforced, NotValid, State};

use super::Semantics;
use super::fact::{Scope, all, before, between, since};
use crate::Engine::{Mariadb, Mysql, Oracle, Postgres, SqlServer, Sqlite};
use crate::{Action, Engine, MatchKind};

/// A clause behind `REFERENCES parent (…)`, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Clause {
    /// `CONSTRAINT name` before a column's REFERENCES.
    Name,
    /// `MATCH …`; `None` for a word that no engine knows.
    Match(Option<MatchKind>),
    /// `ON DELETE …`
    OnDelete(Action),
    /// `ON UPDATE …`
    OnUpdate(Action),
    /// `ON INSERT …`
    OnInsert,
    /// The columns behind `SET NULL` or `SET DEFAULT`.
    SetColumns,
    /// `DEFERRABLE`
    Deferrable,
    /// `NOT DEFERRABLE`
    NotDeferrable,
    /// `INITIALLY DEFERRED`
    Deferred,
    /// `INITIALLY IMMEDIATE`
    Immediate,
    /// `NOT VALID`
    NotValid,
    /// `ENFORCED`
    Enforced,
    /// `NOT ENFORCED`
    NotEnforced,
    /// Any other word on whether it is checked: `ENABLE`, `DISABLE`, `RELY`, `NOT FOR REPLICATION` …
    State,
    /// Another attribute of the column whose REFERENCES it is: `NOT NULL`, `DEFAULT …`
    Attribute,
}

/// Why an engine refuses a clause where it stands. Others of its list are meant by their indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClauseFault {
    /// The engine has no such clause there.
    Unknown,
    /// It has to come before that one.
    Late(usize),
    /// It was said before.
    Repeated(usize),
    /// It denies that one.
    Contradicts(usize),
    /// `INITIALLY …` without `[NOT] DEFERRABLE` right before it.
    Alone,
}

/// Whether an attribute may be said again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Again {
    /// No.
    Never,
    /// If it says the same.
    TheSame,
    /// Yes; the last one holds.
    Any,
}

/// What of its column may stand behind REFERENCES.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Behind {
    /// Nothing: it comes last.
    Nothing,
    /// Other attributes of the column, and behind them no clause of REFERENCES.
    Attributes,
    /// Other attributes of the column, also among those of REFERENCES.
    Among,
}

/// What versions of an engine take behind `REFERENCES parent (…)`. Everywhere MATCH and ON come first, and attributes,
/// which are all others, behind them. Each field with two values has the one of a constraint of a table, and then the one
/// of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClauseFact {
    /// Where it holds.
    pub scopes: &'static [Scope],
    /// Whether a column's REFERENCES takes a name.
    pub named_inline: bool,
    /// Whether there is MATCH.
    pub matches: bool,
    /// Whether there is ON UPDATE.
    pub on_update: bool,
    /// The actions.
    pub actions: &'static [Action],
    /// Whether `ON DELETE SET NULL` takes columns.
    pub set_columns: bool,
    /// Whether MATCH and ON may stand in any order and be said again, the last of each being the one that holds; elsewhere
    /// MATCH comes first, and each is said once.
    pub is_free: bool,
    /// The attributes.
    pub attributes: [&'static [Clause]; 2],
    /// Whether an attribute may be said again.
    pub again: [Again; 2],
    /// Whether INITIALLY may stand anywhere among them; elsewhere `[NOT] DEFERRABLE` is right before it.
    pub initially_anywhere: bool,
    /// What of the column may stand behind.
    pub behind: Behind,
    /// What proved it, as in [`Fact::proof`](super::Fact::proof).
    pub proof: &'static str,
}

/// All of them: one for each engine and version.
#[must_use]
pub const fn clause_facts() -> &'static [ClauseFact] {
    CLAUSES
}

/// Whether some version of an engine refuses one of `clauses`, in the order of the text.
#[must_use]
pub fn may_be_refused(engine: Engine, clauses: &[Clause], is_inline: bool) -> bool {
    let mut facts = CLAUSES.iter().filter(|fact| fact.scopes.iter().any(|scope| scope.engine == engine));
    !clauses.is_empty() && facts.any(|fact| fact.refused(clauses, is_inline).is_some())
}

impl Semantics {
    /// The first of `clauses`, in the order of the text, that this engine refuses where it stands, and with it the whole
    /// statement. `is_inline`: they are of a column's `REFERENCES`.
    #[must_use]
    pub fn refused_clause(&self, clauses: &[Clause], is_inline: bool) -> Option<(usize, ClauseFault)> {
        let holds = |scope: &Scope| scope.holds(self.engine, self.version);
        let fact = CLAUSES.iter().find(|fact| fact.scopes.iter().any(holds));
        fact.expect("every version of every engine has a row").refused(clauses, is_inline)
    }
}

impl ClauseFact {
    fn refused(&self, clauses: &[Clause], is_inline: bool) -> Option<(usize, ClauseFault)> {
        let fault = |at: usize| Some((at, self.fault(&clauses[..at], clauses[at], usize::from(is_inline))?));
        (0..clauses.len()).find_map(fault)
    }

    fn fault(&self, said: &[Clause], clause: Clause, form: usize) -> Option<ClauseFault> {
        use ClauseFault::{Alone, Contradicts, Late, Repeated, Unknown};
        let has = match clause {
            Clause::Match(Some(_)) => self.matches,
            Clause::Match(None) | Clause::OnInsert => self.is_free,
            Clause::Name => form == 0 || self.named_inline,
            Clause::OnDelete(action) => self.actions.contains(&action),
            Clause::OnUpdate(action) => self.on_update && self.actions.contains(&action),
            Clause::Attribute => form == 1 && self.behind != Behind::Nothing,
            Clause::SetColumns => {
                let sets = |clause: &Clause| {
                    matches!(clause, Clause::OnDelete(Action::SetNull | Action::SetDefault))
                };
                self.set_columns && said.last().is_some_and(sets)
            }
            attribute => self.attributes[form].contains(&attribute),
        };
        if !has {
            return Some(Unknown);
        }
        let find = |test: &dyn Fn(&Clause) -> bool| said.iter().position(test);
        if !clause.is_attribute() {
            let late = find(&|other| {
                other.is_attribute() || !self.is_free && clause.rank() == 0 && other.rank() > 0
            });
            let repeated = find(&|other| other.is_like(clause));
            return late.map(Late).or(repeated.filter(|_| !self.is_free).map(Repeated));
        }
        if clause == Clause::Attribute {
            return None;
        }
        if let Some(at) = find(&|other| *other == Clause::Attribute).filter(|_| self.behind != Behind::Among)
        {
            return Some(Late(at));
        }
        let follows = matches!(said.last(), Some(Deferrable | NotDeferrable));
        if clause.rank() == 3 && !self.initially_anywhere && !follows {
            return Some(Alone);
        }
        let contradicted = find(&|other| other.contradicts(clause));
        match self.again[form] {
            Again::Never => find(&|other| *other == clause).map(Repeated).or(contradicted.map(Contradicts)),
            Again::TheSame => contradicted.map(Contradicts),
            Again::Any => None,
        }
        .or_else(|| {
            // NOT DEFERRABLE INITIALLY DEFERRED: whoever takes INITIALLY by itself looks what it adds up to.
            let denies = |other: &Clause| {
                matches!((*other, clause), (NotDeferrable, Deferred) | (Deferred, NotDeferrable))
            };
            find(&denies).filter(|_| self.initially_anywhere).map(Contradicts)
        })
    }
}

impl Clause {
    /// Whether it belongs behind MATCH and ON.
    #[must_use]
    pub const fn is_attribute(self) -> bool {
        self.rank() >= 2
    }

    /// Where every engine takes it: MATCH, ON, `[NOT] DEFERRABLE`, INITIALLY, the rest, what is the column's.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::Name | Self::Match(_) => 0,
            Self::OnDelete(_) | Self::OnUpdate(_) | Self::OnInsert | Self::SetColumns => 1,
            Deferrable | NotDeferrable => 2,
            Deferred | Immediate => 3,
            NotValid | Enforced | NotEnforced | State => 4,
            Self::Attribute => 5,
        }
    }

    /// Whether both say something of the same, but for attributes.
    #[must_use]
    pub const fn is_like(self, other: Self) -> bool {
        use Clause::{Match, OnDelete, OnInsert, OnUpdate};
        matches!(
            (self, other),
            (Match(_), Match(_))
                | (OnDelete(_), OnDelete(_))
                | (OnUpdate(_), OnUpdate(_))
                | (OnInsert, OnInsert)
        )
    }

    const fn contradicts(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Deferrable, NotDeferrable)
                | (NotDeferrable, Deferrable)
                | (Deferred, Immediate)
                | (Immediate, Deferred)
                | (Enforced, NotEnforced)
                | (NotEnforced, Enforced)
        )
    }

    /// As SQL writes it, an action without what it does; what is none of its clauses in words.
    #[must_use]
    pub const fn sql(self) -> &'static str {
        match self {
            Self::Name => "CONSTRAINT",
            Self::Match(Some(MatchKind::Full)) => "MATCH FULL",
            Self::Match(Some(MatchKind::Partial)) => "MATCH PARTIAL",
            Self::Match(Some(MatchKind::Simple)) => "MATCH SIMPLE",
            Self::Match(None) => "MATCH",
            Self::OnDelete(_) => "ON DELETE",
            Self::OnUpdate(_) => "ON UPDATE",
            Self::OnInsert => "ON INSERT",
            Self::SetColumns => "SET NULL (columns)",
            Deferrable => "DEFERRABLE",
            NotDeferrable => "NOT DEFERRABLE",
            Deferred => "INITIALLY DEFERRED",
            Immediate => "INITIALLY IMMEDIATE",
            NotValid => "NOT VALID",
            Enforced => "ENFORCED",
            NotEnforced => "NOT ENFORCED",
            State => "ENABLE",
            Self::Attribute => "another attribute",
        }
    }
}

const DEFERRAL: &[Clause] = &[Deferrable, NotDeferrable, Deferred, Immediate];
const POSTGRES: &[Clause] = &[Deferrable, NotDeferrable, Deferred, Immediate, NotValid];
const POSTGRES_18: [&[Clause]; 2] = [
    &[Deferrable, NotDeferrable, Deferred, Immediate, NotValid, Enforced, NotEnforced],
    &[Deferrable, NotDeferrable, Deferred, Immediate, Enforced, NotEnforced],
];
const ORACLE: &[Clause] = &[Deferrable, NotDeferrable, Deferred, Immediate, State];

/// What PostgreSQL had before 15.
const POSTGRES_14: ClauseFact = ClauseFact {
    scopes: &[before(Postgres, 15, 0)],
    named_inline: true,
    matches: true,
    on_update: true,
    actions: &[Action::NoAction, Action::Restrict, Action::Cascade, Action::SetNull, Action::SetDefault],
    set_columns: false,
    is_free: false,
    attributes: [POSTGRES, DEFERRAL],
    again: [Again::TheSame, Again::Never],
    initially_anywhere: true,
    behind: Behind::Attributes,
    proof: "documented",
};

static CLAUSES: &[ClauseFact] = &[
    POSTGRES_14,
    ClauseFact { scopes: &[between(Postgres, 15, 18)], set_columns: true, proof: "facts", ..POSTGRES_14 },
    ClauseFact {
        scopes: &[since(Postgres, 18, 0)],
        set_columns: true,
        attributes: POSTGRES_18,
        proof: "facts",
        ..POSTGRES_14
    },
    ClauseFact {
        scopes: &[all(Mysql)],
        named_inline: false,
        attributes: [&[], &[]],
        behind: Behind::Nothing,
        proof: "facts",
        ..POSTGRES_14
    },
    ClauseFact {
        scopes: &[all(Mariadb)],
        attributes: [&[], &[]],
        behind: Behind::Nothing,
        proof: "facts",
        ..POSTGRES_14
    },
    ClauseFact {
        scopes: &[all(Sqlite)],
        is_free: true,
        attributes: [DEFERRAL, DEFERRAL],
        again: [Again::Never, Again::Any],
        initially_anywhere: false,
        behind: Behind::Among,
        proof: "facts",
        ..POSTGRES_14
    },
    ClauseFact {
        scopes: &[all(Oracle)],
        matches: false,
        on_update: false,
        actions: &[Action::Cascade, Action::SetNull],
        attributes: [ORACLE, ORACLE],
        again: [Again::Never, Again::Never],
        behind: Behind::Among,
        proof: "documented",
        ..POSTGRES_14
    },
    ClauseFact {
        scopes: &[all(SqlServer)],
        matches: false,
        actions: &[Action::NoAction, Action::Cascade, Action::SetNull, Action::SetDefault],
        attributes: [&[State], &[State]],
        again: [Again::Any, Again::Any],
        behind: Behind::Among,
        proof: "documented",
        ..POSTGRES_14
    },
];
