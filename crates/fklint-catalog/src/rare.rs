//! Attributes that few objects of a kind have, kept so that the others give them no room.

use std::ops::{Deref, DerefMut};

/// Where an object keeps the attributes that most of its kind do not have: they are read and set as if they were fields
/// of their own. A schema of ten thousand tables has a hundred thousand columns, and what none of them says should take
/// no room.
#[derive(Clone, Debug)]
pub struct Rare<T>(Option<Box<T>>);

/// Attributes that an object may do without.
pub trait Attributes: Default + PartialEq + 'static {
    /// None of them.
    const NONE: &'static Self;
}

impl<T> Rare<T> {
    /// No attributes.
    #[must_use]
    pub const fn none() -> Self {
        Self(None)
    }
}

impl<T> Default for Rare<T> {
    fn default() -> Self {
        Self::none()
    }
}

impl<T: Attributes> Deref for Rare<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or(T::NONE)
    }
}

impl<T: Attributes> DerefMut for Rare<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

impl<T: Attributes> From<T> for Rare<T> {
    fn from(attributes: T) -> Self {
        Self((attributes != *T::NONE).then(|| Box::new(attributes)))
    }
}

/// Attributes that were set to nothing are none.
impl<T: Attributes> PartialEq for Rare<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Attributes + Eq> Eq for Rare<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    impl Attributes for u8 {
        const NONE: &'static Self = &0;
    }

    #[test]
    fn what_was_set_to_nothing_is_none() {
        let mut attributes = Rare::<u8>::none();
        *attributes = 1;
        assert_ne!(attributes, Rare::none());
        *attributes = 0;
        assert_eq!(attributes, Rare::none());
        assert_eq!(size_of::<Rare<u8>>(), size_of::<usize>());
    }
}
