//! What the terminal at the other end can show.

use std::io::IsTerminal;

use anstream::{AutoStream, ColorChoice};

use crate::terminal::Style;

/// Columns where there is no terminal to ask.
const DEFAULT_WIDTH: usize = 100;

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// On a terminal, unless the environment says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Style {
    /// What standard output can show. Of the environment, `NO_COLOR` comes first, then `CLICOLOR_FORCE` and
    /// `FORCE_COLOR`, then `TERM`; `COLUMNS` tells the width.
    #[must_use]
    pub fn of_stdout(color: Color) -> Self {
        let stdout = std::io::stdout();
        let on_terminal = stdout.is_terminal();
        let color = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => wants_color(&stdout),
        };
        let hyperlinks = color && on_terminal && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout);
        let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
        let terminal = || {
            let (width, _) = on_terminal.then(terminal_size::terminal_size).flatten()?;
            Some(usize::from(width.0))
        };
        let width = asked.or_else(terminal).unwrap_or(DEFAULT_WIDTH).clamp(40, 10_000);
        Self { width, color, hyperlinks, elapsed: None }
    }
}

/// What anstream says, and `FORCE_COLOR`, which it does not know.
fn wants_color(stdout: &std::io::Stdout) -> bool {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    match set("FORCE_COLOR") {
        Some(force) if set("NO_COLOR").is_none() => force != "0" && force != "false",
        _ => AutoStream::choice(stdout) != ColorChoice::Never,
    }
}
