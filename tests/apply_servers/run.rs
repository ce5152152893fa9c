//! A run of the command: what it said, and how it is stopped at a step.

use std::path::PathBuf;
use std::process::{Child, Output, Stdio};
use std::time::{Duration, Instant};

use crate::CANARY;
use crate::shop::Shop;

/// What a run said. It showed no password, nor does a journal, and did not panic.
#[derive(Debug)]
pub(crate) struct Told {
    /// None where a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) text: String,
}

impl Told {
    pub(crate) fn new(output: &Output, shop: &Shop) -> Self {
        let text =
            format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(!text.contains(CANARY) && !text.contains("panicked"), "{text}");
        let files =
            std::fs::read_dir(shop.path("")).expect("it is there").map(|file| file.expect("it is").path());
        for journal in files.filter(|path| path.extension().is_some_and(|end| end == "jsonl")) {
            assert!(!std::fs::read_to_string(journal).expect("it is text").contains(CANARY));
        }
        Self { code: output.status.code(), text }
    }

    /// Everything was done.
    #[track_caller]
    pub(crate) fn is_done(&self, case: &str) {
        assert_eq!(self.code, Some(0), "{case}: {}", self.text);
        assert!(self.text.contains("the database is what was promised"), "{case}: {}", self.text);
    }

    /// It stopped, and said these words and the way on.
    #[track_caller]
    pub(crate) fn stopped(&self, words: &[&str]) {
        self.refused(words);
        assert!(self.text.contains("fklint fix --resume"), "{}", self.text);
    }

    /// It did nothing, and said these words.
    #[track_caller]
    pub(crate) fn refused(&self, words: &[&str]) {
        assert_eq!(self.code, Some(2), "{}", self.text);
        for word in words {
            assert!(self.text.contains(word), "no `{word}` in {}", self.text);
        }
    }
}

/// A run that waits at a step until it is let go.
pub(crate) struct Paused<'s> {
    shop: &'s Shop,
    child: Child,
    file: PathBuf,
    /// Whether it got there.
    pub(crate) waits: bool,
}

impl<'s> Paused<'s> {
    pub(crate) fn begin(shop: &'s Shop, step: usize, arguments: &[&str]) -> Self {
        let file = shop.path("pause");
        let mut command = shop.command(arguments);
        command.env("FKLINT_PAUSE_AT_STEP", format!("{step}:{}", file.display()));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        let begun = Instant::now();
        while !file.exists() && child.try_wait().expect("it can be asked").is_none() {
            assert!(begun.elapsed() < Duration::from_secs(120), "it neither waits nor ends");
            std::thread::sleep(Duration::from_millis(5));
        }
        let waits = file.exists();
        Self { shop, child, file, waits }
    }

    /// Lets it go on, and waits for its end.
    pub(crate) fn told(self) -> Told {
        let _ = std::fs::remove_file(&self.file);
        Told::new(&self.child.wait_with_output().expect("it ends"), self.shop)
    }
}
