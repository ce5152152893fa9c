//! A whole example: what the command prints for a schema, against a blessed file.

use std::path::Path;

use fklint_check::{Options, check_texts};
use fklint_rule::AnyRule;

use crate::bless;
use crate::run::{printed, problems};

/// Runs on the file at `schema` as a user would, who knows it by `name`: no engine is told.
pub(crate) fn check(
    name: &str,
    schema: &Path,
    expected: &Path,
    rules: &[&dyn AnyRule],
) -> Result<(), String> {
    let text = std::fs::read_to_string(schema).map_err(|error| format!("{}: {error}", schema.display()))?;
    let outcome = check_texts(&[(name, text.as_bytes())], &Options::default(), rules);
    problems(&outcome)?;
    bless::expect(expected, &printed(&outcome))
}
