//! The progress bar: on standard error, on a terminal, on work longer than a second.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use fklint_check::{Options, Progress};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that is done sooner shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the bar is drawn.
const TICK: Duration = Duration::from_millis(100);

/// Does `work`, with a bar that is gone when it is done.
pub(crate) fn during<T>(wanted: bool, options: &mut Options, work: impl FnOnce(&Options) -> T) -> T {
    if !wanted || !std::io::stderr().is_terminal() {
        return work(options);
    }
    let progress = Arc::new(Progress::default());
    options.progress = Some(Arc::clone(&progress));
    let (end, ended): (Sender<()>, _) = channel();
    std::thread::scope(|scope| {
        scope.spawn(move || show(&progress, &ended));
        let result = work(options);
        drop(end);
        result
    })
}

fn show(progress: &Progress, ended: &Receiver<()>) {
    if ended.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_elapsed(PATIENCE);
    let style = ProgressStyle::with_template("{bar:30} {pos} of {len} answers from databases, {elapsed}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    loop {
        let (done, total) = progress.counts();
        // A run over files alone waits for no database, and nothing is drawn.
        if total > 0 {
            bar.set_length(total);
            bar.set_position(done);
        }
        if ended.recv_timeout(TICK) != Err(RecvTimeoutError::Timeout) {
            break;
        }
    }
    bar.finish_and_clear();
}
