//! For tests alone: where the process can be made to end, as by a power cut, or to wait until something is done to it.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Holds the number, from 1, of the step boundary at which the process aborts. It is no option for users: nothing of the
/// process is left to say what happened, which is what tests want to see survived.
const ABORT: &str = "FKLINT_ABORT_AT_STEP";

/// Holds `NUMBER:FILE`: at that boundary the process makes the file, and waits until it is gone.
const PAUSE: &str = "FKLINT_PAUSE_AT_STEP";

/// Where what happens.
#[derive(Default)]
struct Faults {
    abort: Option<usize>,
    pause: Option<(usize, PathBuf)>,
}

/// A step is done, or is about to be: whatever is written down survives an abort here.
pub(super) fn boundary() {
    static FAULTS: OnceLock<Faults> = OnceLock::new();
    static PASSED: AtomicUsize = AtomicUsize::new(0);
    let faults = FAULTS.get_or_init(Faults::of_process);
    let number = PASSED.fetch_add(1, Ordering::Relaxed) + 1;
    if faults.abort == Some(number) {
        std::process::abort();
    }
    if let Some((at, file)) = &faults.pause
        && *at == number
        && std::fs::write(file, "").is_ok()
    {
        while file.exists() {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Faults {
    fn of_process() -> Self {
        let pause = std::env::var(PAUSE).ok();
        let pause = pause.as_deref().and_then(|text| text.split_once(':'));
        Self {
            abort: std::env::var(ABORT).ok().and_then(|number| number.parse().ok()),
            pause: pause.and_then(|(number, file)| Some((number.parse().ok()?, PathBuf::from(file)))),
        }
    }
}
