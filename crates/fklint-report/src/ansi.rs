//! Colours and hyperlinks of a finding in the terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Reset, Style};
use codespan_reporting::diagnostic::{LabelStyle, Severity};
use codespan_reporting::term::WriteStyle;

/// Writes a finding with or without ANSI styles into memory.
pub(crate) struct Ansi<'a> {
    out: &'a mut Vec<u8>,
    color: bool,
    /// What the rule's name in the header links to.
    link: Option<&'a str>,
    linked: bool,
}

impl<'a> Ansi<'a> {
    pub(crate) const fn new(out: &'a mut Vec<u8>, color: bool, link: Option<&'a str>) -> Self {
        Self { out, color, link, linked: false }
    }

    fn set(&mut self, style: Style) -> io::Result<()> {
        if self.color { write!(self.out, "{Reset}{style}") } else { Ok(()) }
    }

    fn unlink(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.linked) { write!(self.out, "\x1b]8;;\x1b\\") } else { Ok(()) }
    }
}

/// The style of a severity's word.
pub(crate) fn severity_style(severity: Severity) -> Style {
    let color = match severity {
        Severity::Bug | Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note => AnsiColor::Green,
        Severity::Help => AnsiColor::Cyan,
    };
    color.on_default().bold()
}

impl Write for Ansi<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl WriteStyle for Ansi<'_> {
    fn set_header(&mut self, severity: Severity) -> io::Result<()> {
        self.set(severity_style(severity))?;
        if let Some(link) = self.link {
            write!(self.out, "\x1b]8;;{link}\x1b\\")?;
            self.linked = true;
        }
        Ok(())
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        self.unlink()?;
        self.set(Style::new().bold())
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.set(AnsiColor::Blue.on_default())
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.set(AnsiColor::Blue.on_default())
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.set(AnsiColor::Blue.on_default())
    }

    fn set_label(&mut self, severity: Severity, label: LabelStyle) -> io::Result<()> {
        match label {
            LabelStyle::Primary => self.set(severity_style(severity)),
            LabelStyle::Secondary => self.set(AnsiColor::Blue.on_default()),
        }
    }

    fn reset(&mut self) -> io::Result<()> {
        self.unlink()?;
        if self.color { write!(self.out, "{Reset}") } else { Ok(()) }
    }
}
