//! How often a move is tried that others keep waiting.

use std::thread::sleep;
use std::time::Duration;

use super::Stop;

/// How long to leave the others alone after the first try; twice as long after each further one. A statement that waits
/// for a lock makes all wait that come after it, so it gives up early and comes back.
const PAUSE: Duration = Duration::from_millis(500);

/// Why a move was not done. The database is as it was before it.
#[derive(Debug)]
pub(super) enum Failure {
    /// Others hold what it needs, or were chosen before it.
    Busy(Stop),
    /// It would fail again.
    Final(Stop),
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Self {
        Self::Final(stop)
    }
}

/// Tries a move, as often as `tries` says where others are in its way.
pub(super) fn patiently(tries: u32, mut act: impl FnMut() -> Result<(), Failure>) -> Result<(), Stop> {
    let mut pause = PAUSE;
    for left in (0..tries.max(1)).rev() {
        match act() {
            Ok(()) => return Ok(()),
            Err(Failure::Final(stop)) => return Err(stop),
            Err(Failure::Busy(stop)) if left == 0 => {
                return Err(Stop(format!("{stop}; it was tried {tries} times")));
            }
            Err(Failure::Busy(_)) => {
                sleep(pause);
                pause *= 2;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_busy_is_tried_again_and_not_for_ever() {
        let busy = || Err(Failure::Busy(Stop("held".into())));
        let tried = |tries, answers: &mut dyn Iterator<Item = Result<(), Failure>>| {
            let mut count = 0;
            let ended = patiently(tries, || {
                count += 1;
                answers.next().unwrap()
            });
            (count, ended)
        };
        assert_eq!(tried(2, &mut [busy(), Ok(()), Ok(())].into_iter()), (2, Ok(())));
        let (count, ended) = tried(2, &mut [busy(), busy(), Ok(())].into_iter());
        assert_eq!((count, ended.unwrap_err().0.as_str()), (2, "held; it was tried 2 times"));
        let (count, ended) = tried(5, &mut [Err(Stop("no".into()).into()), Ok(())].into_iter());
        assert_eq!((count, ended.unwrap_err().0.as_str()), (1, "no"));
    }
}
