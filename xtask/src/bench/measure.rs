//! One run of a command: wall time and peak memory.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What one run took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample {
    /// Wall time.
    pub(crate) seconds: f64,
    /// Peak resident memory in KiB; 0 where the system does not tell.
    pub(crate) peak_kib: u64,
}

impl Sample {
    /// Peak memory in megabytes.
    pub(crate) fn peak_mb(&self) -> f64 {
        self.peak_kib as f64 * 1024.0 / 1e6
    }

    /// The middle time, and the middle peak.
    pub(crate) fn median(mut samples: Vec<Self>) -> Self {
        let middle = samples.len() / 2;
        samples.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        let seconds = samples.get(middle).map_or(f64::NAN, |sample| sample.seconds);
        samples.sort_by_key(|sample| sample.peak_kib);
        Self { seconds, peak_kib: samples.get(middle).map_or(0, |sample| sample.peak_kib) }
    }
}

/// The median of several runs; the first of them warms the file cache, so there is one more that does not count.
pub(crate) fn median_of(runs: usize, command: &[String]) -> Result<Sample, String> {
    once(command)?;
    let samples: Result<Vec<_>, _> = (0..runs).map(|_| once(command)).collect();
    samples.map(Sample::median)
}

/// Runs a command to its end with its output thrown away. Exit codes 0 and 1 are results; others are failures.
pub(crate) fn once(command: &[String]) -> Result<Sample, String> {
    let (program, arguments) = command.split_first().ok_or("no command")?;
    let line = shown(command);
    let has_time = Path::new("/usr/bin/time").exists();
    let mut run = if has_time {
        let mut time = Command::new("/usr/bin/time");
        // Its last line of stderr is the peak.
        time.args(["-f", "%M"]).arg(program);
        time
    } else {
        Command::new(program)
    };
    run.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let started = Instant::now();
    let mut child = run.spawn().map_err(|error| format!("cannot run `{line}`: {error}"))?;
    let polled = if has_time { 0 } else { poll_peak(&mut child) };
    let output = child.wait_with_output().map_err(|error| format!("`{line}` got lost: {error}"))?;
    let seconds = started.elapsed().as_secs_f64();
    let errors = String::from_utf8_lossy(&output.stderr);
    if !matches!(output.status.code(), Some(0 | 1)) {
        return Err(format!("`{line}` ended with {}: {}", output.status, errors.trim()));
    }
    let told = errors.lines().last().and_then(|line| line.trim().parse().ok());
    Ok(Sample { seconds, peak_kib: if has_time { told.unwrap_or(0) } else { polled } })
}

/// A command for messages: of URLs no more than where they lead, since they may hold passwords.
pub(crate) fn shown(command: &[String]) -> String {
    let word = |word: &String| match word.split_once("://") {
        Some((scheme, rest)) => format!("{scheme}://{}", rest.rsplit('@').next().unwrap_or_default()),
        None => word.clone(),
    };
    command.iter().map(word).collect::<Vec<_>>().join(" ")
}

/// The highest peak that `/proc` tells while the child lives; a coarse stand-in for `time`.
fn poll_peak(child: &mut std::process::Child) -> u64 {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while matches!(child.try_wait(), Ok(None)) {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let value = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        peak = peak.max(value.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(1));
    }
    peak
}

/// The size of a file, or of all files below a folder.
pub(crate) fn bytes_below(path: &Path) -> Result<u64, String> {
    let mut bytes = 0;
    for entry in walkdir::WalkDir::new(path) {
        let entry = entry.map_err(|error| error.to_string())?;
        if entry.file_type().is_file() {
            bytes += entry.metadata().map_err(|error| error.to_string())?.len();
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_of_times_and_of_peaks() {
        let sample = |seconds, peak_kib| Sample { seconds, peak_kib };
        let middle = Sample::median(vec![sample(3.0, 1), sample(1.0, 9), sample(2.0, 5)]);
        assert_eq!((middle.seconds, middle.peak_kib), (2.0, 5));
    }

    #[test]
    fn passwords_are_not_shown() {
        let command = ["check", "mysql://me:p@ss@host/shop", "--exit-zero"].map(str::to_owned);
        assert_eq!(shown(&command), "check mysql://host/shop --exit-zero");
    }

    #[cfg(unix)]
    #[test]
    fn a_failing_command_is_no_sample() {
        let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert!(once(&words("true")).is_ok());
        assert!(once(&words("sh -c exit\t2")).unwrap_err().contains("ended with"));
    }
}
