//! Why a rule reports nothing where something has the shape of its defect.

use std::cell::RefCell;

use fklint_catalog::ObjectPath;

use crate::Cx;

/// Something that a rule looked at closely, and left alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silence {
    /// The object.
    pub at: ObjectPath,
    /// Why it is healthy, or another rule's business: lower case, without a full stop.
    pub because: String,
    /// What settles it, whose place is told too: an index, a comment.
    pub by: Option<ObjectPath>,
}

impl Silence {
    /// A silence that nothing else settles.
    #[must_use]
    pub fn new(at: ObjectPath, because: impl Into<String>) -> Self {
        Self { at, because: because.into(), by: None }
    }

    /// Settled by another object.
    #[must_use]
    pub fn by(mut self, object: ObjectPath) -> Self {
        self.by = Some(object);
        self
    }
}

/// Where the rules of a run leave their silences: [`Cx::silences`].
#[derive(Debug, Default)]
pub struct Silences(RefCell<Vec<Silence>>);

impl Silences {
    /// What was left here.
    #[must_use]
    pub fn into_vec(self) -> Vec<Silence> {
        self.0.into_inner()
    }
}

impl Cx<'_> {
    /// Leaves a silence, where they are asked for: said by `check` itself at each turn that it does not report, so that
    /// reasons and findings cannot contradict each other.
    pub fn silent(&self, silence: impl FnOnce() -> Silence) {
        self.silent_at_all(|| [silence()]);
    }

    /// Leaves several.
    pub fn silent_at_all<I: IntoIterator<Item = Silence>>(&self, silences: impl FnOnce() -> I) {
        if let Some(Silences(all)) = self.silences {
            // Made before the borrow: making one may ask the context again.
            let silences: Vec<Silence> = silences().into_iter().collect();
            all.borrow_mut().extend(silences);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silences_are_kept_in_order() {
        let all = Silences::default();
        for at in 0..2 {
            all.0.borrow_mut().push(Silence::new(ObjectPath::Statement(at), "fine"));
        }
        let said: Vec<ObjectPath> = all.into_vec().into_iter().map(|silence| silence.at).collect();
        assert_eq!(said, [ObjectPath::Statement(0), ObjectPath::Statement(1)]);
    }
}
