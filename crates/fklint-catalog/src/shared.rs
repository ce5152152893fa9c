//! Lists that are shared until one owner changes his.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// A list whose clones share its elements; the first change through a clone copies them.
///
/// A history keeps tables as they were created and a catalog as they are now. Most differ in an index or two, and
/// should not hold their columns twice.
#[derive(Clone, Debug)]
pub struct Shared<T>(Elements<T>);

#[derive(Clone, Debug)]
enum Elements<T> {
    /// As it was made. Whoever looks at an element takes one step, where an `Arc` of a vector asks for two.
    Made(Arc<[T]>),
    /// Empty, or changed since.
    Changed(Vec<T>),
}

impl<T> Shared<T> {
    /// The elements.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        self
    }
}

impl<T: Clone> Shared<T> {
    /// Adds an element behind the others. Most lists stay short: the first step of a vector would make room for more.
    pub fn push(&mut self, element: T) {
        self.change(|elements| {
            if elements.len() == elements.capacity() {
                elements.reserve_exact(1 + elements.len() / 4);
            }
            elements.push(element);
        });
    }

    /// Adds an element before the one at `index`.
    ///
    /// # Panics
    /// When there are fewer elements.
    pub fn insert(&mut self, index: usize, element: T) {
        self.change(|elements| elements.insert(index, element));
    }

    /// Takes an element out.
    ///
    /// # Panics
    /// When there are not so many.
    pub fn remove(&mut self, index: usize) -> T {
        self.change(|elements| elements.remove(index))
    }

    /// Keeps the elements that `keeps` says.
    pub fn retain(&mut self, keeps: impl FnMut(&T) -> bool) {
        self.change(|elements| elements.retain(keeps));
    }

    fn change<R>(&mut self, change: impl FnOnce(&mut Vec<T>) -> R) -> R {
        let mut elements = match std::mem::take(self).0 {
            Elements::Made(made) => made.to_vec(),
            Elements::Changed(elements) => elements,
        };
        let result = change(&mut elements);
        self.0 = Elements::Changed(elements);
        result
    }
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self(Elements::Changed(Vec::new()))
    }
}

impl<T> From<Vec<T>> for Shared<T> {
    fn from(elements: Vec<T>) -> Self {
        if elements.is_empty() { Self::default() } else { Self(Elements::Made(elements.into())) }
    }
}

impl<T> FromIterator<T> for Shared<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        elements.into_iter().collect::<Vec<T>>().into()
    }
}

impl<T: Clone> Extend<T> for Shared<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, more: I) {
        self.change(|elements| elements.extend(more));
    }
}

impl<T> Deref for Shared<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match &self.0 {
            Elements::Made(elements) => elements,
            Elements::Changed(elements) => elements,
        }
    }
}

impl<T: Clone> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        match &mut self.0 {
            Elements::Made(elements) => Arc::make_mut(elements),
            Elements::Changed(elements) => elements,
        }
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Shared<T> {}

impl<'s, T> IntoIterator for &'s Shared<T> {
    type Item = &'s T;
    type IntoIter = std::slice::Iter<'s, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'s, T: Clone> IntoIterator for &'s mut Shared<T> {
    type Item = &'s mut T;
    type IntoIter = std::slice::IterMut<'s, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clone_shares_until_it_changes() {
        let first: Shared<u8> = vec![1, 2].into();
        let mut second = first.clone();
        assert!(std::ptr::eq(first.as_ptr(), second.as_ptr()));
        second.push(3);
        assert_eq!((&*first, &*second), ([1, 2].as_slice(), [1, 2, 3].as_slice()));
        let mut third = first.clone();
        third[0] = 4;
        assert_eq!((&*first, &*third), ([1, 2].as_slice(), [4, 2].as_slice()));
    }
}
