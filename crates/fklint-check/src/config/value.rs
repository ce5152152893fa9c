//! Tables and values of a TOML file, with errors that have a place.

use std::ops::Range;
use std::path::Path;

use fklint_source::LineIndex;
use toml::de::{DeTable, DeValue};

use super::{ConfigError, Spotted};

/// A file in reading: what turns byte ranges into lines and columns.
pub(super) struct Page<'t> {
    path: &'t Path,
    text: &'t str,
    lines: LineIndex,
}

/// A value and the key it stands under.
#[derive(Clone, Copy)]
pub(super) struct Value<'p, 't> {
    pub(super) page: &'p Page<'t>,
    key: &'p str,
    span: (usize, usize),
    value: &'p DeValue<'t>,
}

/// A table: what is in it, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Section<'p, 't> {
    page: &'p Page<'t>,
    name: &'p str,
    span: (usize, usize),
    table: &'p DeTable<'t>,
}

impl<'t> Page<'t> {
    pub(super) fn new(path: &'t Path, text: &'t str) -> Self {
        Self { path, text, lines: LineIndex::new(text.as_bytes()) }
    }

    pub(super) fn error(&self, span: Range<usize>, message: impl Into<String>) -> ConfigError {
        let at = self.lines.line_col(self.text.as_bytes(), u32::try_from(span.start).unwrap_or(u32::MAX));
        ConfigError::Wrong {
            path: self.path.to_path_buf(),
            line: at.line,
            column: at.column,
            message: message.into(),
        }
    }

    pub(super) fn section<'p>(
        &'p self,
        name: &'p str,
        span: Range<usize>,
        table: &'p DeTable<'t>,
        keys: &[&str],
    ) -> Result<Section<'p, 't>, ConfigError> {
        let section = Section { page: self, name, span: (span.start, span.end), table };
        for key in table.keys() {
            if !keys.contains(&key.get_ref().as_ref()) {
                return Err(section.unknown(key.get_ref(), key.span(), keys));
            }
        }
        Ok(section)
    }
}

impl<'p, 't> Section<'p, 't> {
    pub(super) fn get(&self, key: &'p str) -> Option<Value<'p, 't>> {
        let value = self.table.get(key)?;
        let span = value.span();
        Some(Value { page: self.page, key, span: (span.start, span.end), value: value.get_ref() })
    }

    /// The text of a key that must be there.
    pub(super) fn need(&self, key: &'p str) -> Result<Spotted, ConfigError> {
        match self.get(key) {
            Some(value) => value.text(),
            None => {
                Err(self.page.error(self.span.0..self.span.1, format!("{} needs the key `{key}`", self.name)))
            }
        }
    }

    /// Every key with its value.
    pub(super) fn entries(&self) -> impl Iterator<Item = (Spotted, Value<'p, 't>)> + use<'p, 't> {
        let page = self.page;
        self.table.iter().map(move |(key, value)| {
            let span = value.span();
            let value = Value {
                page,
                key: key.get_ref().as_ref(),
                span: (span.start, span.end),
                value: value.get_ref(),
            };
            (spotted(page, key.get_ref(), key.span()), value)
        })
    }

    pub(super) fn error(&self, message: impl Into<String>) -> ConfigError {
        self.page.error(self.span.0..self.span.1, message)
    }

    fn unknown(&self, key: &str, span: Range<usize>, keys: &[&str]) -> ConfigError {
        let place = if self.name.is_empty() { String::new() } else { format!(" in {}", self.name) };
        let hint = match crate::select::nearest(key, keys.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are `{}`", keys.join("`, `")),
        };
        self.page.error(span, format!("unknown key `{key}`{place}: {hint}"))
    }
}

impl<'p, 't> Value<'p, 't> {
    pub(super) fn text(&self) -> Result<Spotted, ConfigError> {
        match self.value {
            DeValue::String(text) => Ok(spotted(self.page, text, self.span.0..self.span.1)),
            _ => Err(self.mistyped("a string")),
        }
    }

    /// A string, or the words of a number or a date.
    pub(super) fn words(&self) -> Result<Spotted, ConfigError> {
        let text = match self.value {
            DeValue::Datetime(date) => date.to_string(),
            DeValue::Integer(number) => number.to_string(),
            DeValue::Float(number) => number.to_string(),
            _ => return self.text(),
        };
        Ok(spotted(self.page, &text, self.span.0..self.span.1))
    }

    pub(super) fn texts(&self) -> Result<Vec<Spotted>, ConfigError> {
        self.items("an array of strings")?.map(|item| item.text()).collect()
    }

    /// A string, or an array of them.
    pub(super) fn text_or_texts(&self) -> Result<Vec<Spotted>, ConfigError> {
        if self.value.is_str() { Ok(vec![self.text()?]) } else { self.texts() }
    }

    pub(super) fn section(&self, name: &'p str, keys: &[&str]) -> Result<Section<'p, 't>, ConfigError> {
        match self.value {
            DeValue::Table(table) => self.page.section(name, self.span.0..self.span.1, table, keys),
            _ => Err(self.mistyped("a table")),
        }
    }

    /// A table whose keys are not fklint's own: rule names.
    pub(super) fn map(&self) -> Result<Section<'p, 't>, ConfigError> {
        match self.value {
            DeValue::Table(table) => Ok(Section { page: self.page, name: self.key, span: self.span, table }),
            _ => Err(self.mistyped("a table")),
        }
    }

    pub(super) fn sections(&self, name: &'p str, keys: &[&str]) -> Result<Vec<Section<'p, 't>>, ConfigError> {
        self.items(&format!("an array of tables: write {name}"))?
            .map(|item| item.section(name, keys))
            .collect()
    }

    pub(super) fn error(&self, message: impl Into<String>) -> ConfigError {
        self.page.error(self.span.0..self.span.1, message)
    }

    fn items(&self, wanted: &str) -> Result<impl Iterator<Item = Self> + use<'p, 't>, ConfigError> {
        let DeValue::Array(array) = self.value else { return Err(self.mistyped(wanted)) };
        let Self { page, key, .. } = *self;
        Ok(array.iter().map(move |item| {
            let span = item.span();
            Self { page, key, span: (span.start, span.end), value: item.get_ref() }
        }))
    }

    fn mistyped(&self, wanted: &str) -> ConfigError {
        let key = self.key;
        self.error(format!("`{key}` is {}, and must be {wanted}", article(self.value.type_str())))
    }
}

fn article(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {word}")
}

fn spotted(page: &Page<'_>, text: &str, span: Range<usize>) -> Spotted {
    let at = page.lines.line_col(page.text.as_bytes(), u32::try_from(span.start).unwrap_or(u32::MAX));
    Spotted { text: text.to_owned(), line: at.line, column: at.column }
}
