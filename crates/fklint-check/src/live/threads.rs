//! Work that waits: on threads of its own, so that no computing one stands still.

use std::sync::{Mutex, PoisonError};

/// More databases than these wait for the first ones.
const MOST: usize = 64;

/// Does `work` for all items at once, each on a thread that may block, and gives the results in their order.
pub(super) fn each<T: Send, R: Send>(
    items: impl IntoIterator<Item = T>,
    work: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    let items: Vec<T> = items.into_iter().collect();
    let threads = items.len().min(MOST);
    let queue = Mutex::new(items.into_iter().enumerate());
    let results: Mutex<Vec<(usize, R)>> = Mutex::default();
    // A thread holds a lock while it takes or puts one thing, where nothing can panic.
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((index, item)) = next() {
                    let result = work(item);
                    results.lock().unwrap_or_else(PoisonError::into_inner).push((index, result));
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use super::*;

    #[test]
    fn all_are_at_work_together_and_results_keep_their_order() {
        let together = Barrier::new(20);
        let doubled = each(0..20, |n| {
            together.wait();
            n * 2
        });
        assert_eq!(doubled, (0..20).map(|n| n * 2).collect::<Vec<_>>());
        assert!(each(Vec::<u32>::new(), |n| n).is_empty());
        assert_eq!(each(0..200, |n| n).len(), 200);
    }
}
