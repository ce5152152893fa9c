//! For tests alone: where the process can be made to end, as by a power cut.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Holds the number, from 1, of the step boundary at which the process aborts. It is no option for users: nothing of the
/// process is left to say what happened, which is what tests want to see survived.
const VARIABLE: &str = "FKLINT_ABORT_AT_STEP";

/// A step is done, or is about to be: whatever is written down survives an abort here.
pub(super) fn boundary() {
    static AT: OnceLock<Option<usize>> = OnceLock::new();
    static PASSED: AtomicUsize = AtomicUsize::new(0);
    let at = AT.get_or_init(|| std::env::var(VARIABLE).ok()?.parse().ok());
    if *at == Some(PASSED.fetch_add(1, Ordering::Relaxed) + 1) {
        std::process::abort();
    }
}
