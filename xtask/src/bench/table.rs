//! The printed result: a row per input and format, then how time and memory grow with the schema.

use std::fmt::Write as _;

use super::input::Input;
use super::measure::Sample;

/// Rows and what is needed for the growth factors.
pub(crate) struct Table {
    text: String,
    grown: Vec<(usize, &'static str, Sample)>,
}

impl Table {
    pub(crate) fn new() -> Self {
        let mut text = String::new();
        let _ = writeln!(
            text,
            "\n{:<22} {:<6} {:>8} {:>9} {:>8} {:>10} {:>8}",
            "input", "format", "MB", "seconds", "MB/s", "tables/s", "MB peak"
        );
        Self { text, grown: Vec::new() }
    }

    /// Adds a measurement.
    pub(crate) fn row(&mut self, input: &Input, format: &'static str, bytes: u64, sample: &Sample) {
        let megabytes = bytes as f64 / 1e6;
        let _ = writeln!(
            self.text,
            "{:<22} {:<6} {:>8.1} {:>9.3} {:>8.1} {:>10.0} {:>8.1}",
            input.name,
            format,
            megabytes,
            sample.seconds,
            megabytes / sample.seconds,
            input.tables as f64 / sample.seconds,
            sample.peak_mb()
        );
        if input.is_step {
            self.grown.push((input.tables, format, *sample));
        }
    }

    /// The whole text. A factor of 10 for ten times the tables is linear.
    pub(crate) fn finish(mut self) -> String {
        let mut header = true;
        for format in ["json", "full"] {
            let steps: Vec<_> = self.grown.iter().filter(|(_, of, _)| *of == format).collect();
            for pair in steps.windows(2) {
                let ((from, _, small), (to, _, large)) = (pair[0], pair[1]);
                if std::mem::take(&mut header) {
                    self.text.push_str("\ngrowth for ten times the tables\n");
                }
                let _ = writeln!(
                    self.text,
                    "  {format:<6} {from:>7} → {to:<7} time × {:>5.1}   memory × {:>5.1}",
                    large.seconds / small.seconds,
                    large.peak_kib as f64 / small.peak_kib.max(1) as f64
                );
            }
        }
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::super::input;
    use super::*;

    #[test]
    fn growth_is_told_between_steps_of_one_format() {
        let mut table = Table::new();
        for (input, seconds) in input::all().iter().filter(|input| input.is_step).zip([0.1, 1.0, 12.0]) {
            table.row(input, "json", 1_000_000, &Sample { seconds, peak_kib: 1000 });
        }
        let text = table.finish();
        assert!(text.contains("1000 → 10000   time ×  10.0   memory ×   1.0"), "{text}");
        assert!(text.contains("10000 → 100000  time ×  12.0"), "{text}");
        assert!(!text.contains("  full "), "{text}");
    }
}
