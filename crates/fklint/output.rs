//! Standard output and standard error: a closed pipe is no error, anything else is told.

use std::borrow::Cow;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use fklint_check::{Problem, SourceArg, in_words};
use fklint_report::clean;

/// The exit code of what could not be looked at.
pub(crate) const COULD_NOT_LOOK: u8 = 2;

/// Writes to standard output through one large buffer. Whoever reads it may stop at any time.
pub(crate) fn stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Problem> {
    let mut out = io::BufWriter::with_capacity(1 << 16, anstream::AutoStream::always(io::stdout().lock()));
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Problem::new("standard output", format!("cannot be written: {}", in_words(&error))))
        }
        _ => {
            // What is left after a closed pipe has no reader.
            let _ = out.into_parts();
            Ok(())
        }
    }
}

/// Writes a text to standard output and gives the exit code of a command that found no problem.
pub(crate) fn print(text: &str) -> ExitCode {
    finish(&stdout(|out| out.write_all(text.as_bytes())).err().into_iter().collect::<Vec<_>>(), 0)
}

/// Tells the problems and gives the exit code: 2 if there are any.
pub(crate) fn finish(problems: &[Problem], code: u8) -> ExitCode {
    for problem in problems {
        say(&format!("error: {}: {}", clean(&problem.source), clean(&problem.message)));
    }
    ExitCode::from(if problems.is_empty() { code } else { COULD_NOT_LOOK })
}

/// Tells what is wrong with the arguments, or what was asked with `--help`.
pub(crate) fn refuse(error: &clap::Error) -> ExitCode {
    let text = error.render().ansi().to_string();
    if !error.use_stderr() {
        // Whoever asked for help may stop reading it at any time.
        let _ = write!(anstream::stdout().lock(), "{text}");
        return ExitCode::SUCCESS;
    }
    let _ = write!(anstream::stderr().lock(), "{}", redacted(&text));
    ExitCode::from(COULD_NOT_LOOK)
}

/// Writes a line to standard error, if there is one.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", redacted(line));
}

/// A text without the passwords of the URLs among the arguments, whichever flag they went astray to.
fn redacted(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    for argument in std::env::args_os().skip(1) {
        let argument = argument.to_string_lossy();
        let value = argument.split_once('=').map(|(_, value)| value);
        // Flags take lists and pairs apart.
        let pieces = argument.split(['=', ',']);
        for part in [Some(argument.as_ref()), value].into_iter().flatten().chain(pieces) {
            if let url @ SourceArg::Url(_) = SourceArg::from(part) {
                text = Cow::Owned(text.replace(part, &url.name()));
            }
        }
    }
    text
}
