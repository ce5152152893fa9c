//! What a fact is, and how the table of facts becomes [`Semantics`](super::Semantics).

use crate::{Engine, Version};

/// What an engine does, from one version up to another, and what proved it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The field of [`Semantics`](super::Semantics) that it gives.
    pub subject: &'static str,
    /// Where it holds.
    pub scopes: &'static [Scope],
    /// The value, as the table writes it.
    pub value: &'static str,
    /// What was seen, in words.
    pub says: &'static str,
    /// The experiments that first proved it, script and case, separated by commas; `facts` where only the one in
    /// `testdata/facts` did, which proves all others again; `documented` where the engine's manual says so and nothing was
    /// run.
    pub proof: &'static str,
}

/// Some versions of an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The engine.
    pub engine: Engine,
    /// The first version.
    pub since: Option<Version>,
    /// The first version no more.
    pub before: Option<Version>,
}

impl Scope {
    /// Whether a version is among them.
    #[must_use]
    pub fn holds(&self, engine: Engine, version: Version) -> bool {
        self.engine == engine
            && self.since.is_none_or(|since| version >= since)
            && self.before.is_none_or(|before| version < before)
    }
}

/// All versions.
pub(super) const fn all(engine: Engine) -> Scope {
    Scope { engine, since: None, before: None }
}

/// From this version on.
pub(super) const fn since(engine: Engine, major: u16, minor: u16) -> Scope {
    Scope { engine, since: Some(Version::new(major, minor, 0)), before: None }
}

/// Up to this version, without it.
pub(super) const fn before(engine: Engine, major: u16, minor: u16) -> Scope {
    Scope { engine, since: None, before: Some(Version::new(major, minor, 0)) }
}

/// From one version up to another, without that.
pub(super) const fn between(engine: Engine, from: u16, to: u16) -> Scope {
    let (from, to) = (Version::new(from, 0, 0), Version::new(to, 0, 0));
    Scope { engine, since: Some(from), before: Some(to) }
}

/// The value whose scopes hold. A test asks for every fact on both sides of every boundary.
pub(super) fn pick<T: Copy>(rows: &[(&[Scope], T)], engine: Engine, version: Version) -> T {
    let row = rows.iter().find(|(scopes, _)| scopes.iter().any(|scope| scope.holds(engine, version)));
    row.map(|row| row.1).expect("every fact covers every engine and version")
}

/// Makes [`Semantics`](super::Semantics) of the table: a field for each fact, the choice of its value, and the list
/// of facts, so that value and proof stand together and nowhere else.
macro_rules! table {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident: $kind:ty {
            $([$($scope:expr),+] $value:expr, $says:literal, $proof:literal;)+
        }
    )+) => {
        /// What one version of one engine does. Rules ask this, never the engine's name.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Semantics {
            /// The engine.
            pub engine: Engine,
            /// The version.
            pub version: Version,
            $($(#[doc = $doc])+ pub $name: $kind,)+
        }

        impl Semantics {
            /// What this version of this engine does by default.
            #[must_use]
            pub fn of(engine: Engine, version: Version) -> Self {
                Self {
                    engine,
                    version,
                    $($name: pick(&[$((&[$($scope),+], $value)),+], engine, version),)+
                }
            }

            /// The value of a fact as `{:?}` writes it; `None` where there is no such subject.
            #[must_use]
            pub fn value(&self, subject: &str) -> Option<String> {
                match subject {
                    $(stringify!($name) => Some(format!("{:?}", self.$name)),)+
                    _ => None,
                }
            }
        }

        /// All facts, grouped by subject.
        #[must_use]
        pub fn facts() -> &'static [Fact] {
            static FACTS: &[Fact] = &[$($(Fact {
                subject: stringify!($name),
                scopes: &[$($scope),+],
                value: stringify!($value),
                says: $says,
                proof: $proof,
            },)+)+];
            FACTS
        }
    };
}

pub(super) use table;
