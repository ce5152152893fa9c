//! How far a run is, for whoever waits for it.

use std::sync::atomic::{AtomicU64, Ordering};

/// Counts the waits of a run: databases to open, questions to ask. It only grows, and any thread may look at it.
#[derive(Debug, Default)]
pub struct Progress {
    total: AtomicU64,
    done: AtomicU64,
}

impl Progress {
    /// How many waits are over, and how many there are as far as is known.
    #[must_use]
    pub fn counts(&self) -> (u64, u64) {
        // Counters for the eye: nothing hangs on their order.
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    pub(crate) fn expect(&self, more: usize) {
        self.total.fetch_add(more as u64, Ordering::Relaxed);
    }

    pub(crate) fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}
