//! What went wrong, collected: one broken fixture must not hide the others.

use std::fmt;

/// Fixtures that break one property, each with its reason.
#[derive(Debug, Default)]
pub struct Failures {
    failures: Vec<(String, String)>,
    checked: usize,
}

impl Failures {
    /// Counts one thing that was looked at.
    pub(crate) fn checked(&mut self) {
        self.checked += 1;
    }

    /// How many things were looked at.
    pub(crate) const fn looked(&self) -> usize {
        self.checked
    }

    /// Adds a failure of a fixture.
    pub(crate) fn push(&mut self, fixture: impl Into<String>, reason: impl Into<String>) {
        self.failures.push((fixture.into(), reason.into()));
    }

    /// Adds the error of a result.
    pub(crate) fn take<T>(&mut self, fixture: &str, result: Result<T, String>) -> Option<T> {
        result.map_err(|reason| self.push(fixture, reason)).ok()
    }

    /// Adds those of others.
    pub(crate) fn append(&mut self, other: Self) {
        self.failures.extend(other.failures);
        self.checked += other.checked;
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.failures.len()
    }

    /// Whether everything holds.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.failures.is_empty()
    }

    /// Fails the test with all reasons.
    ///
    /// # Panics
    /// When there is any failure.
    #[track_caller]
    pub fn assert(&self) {
        assert!(self.is_empty(), "{self}");
    }
}

impl fmt::Display for Failures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} of {} fixtures fail", self.failures.len(), self.checked.max(self.failures.len()))?;
        for (fixture, reason) in &self.failures {
            writeln!(f, "\n── {fixture}\n{}", reason.trim_end())?;
        }
        Ok(())
    }
}
