//! The way out of `fk-column-missing`: the name that was meant, or the column to add.

use fklint_catalog::Ident;
use fklint_rule::{Cx, Remedy, words};

use super::{Evidence, Place};

/// How many names a message lists: a wide table has hundreds.
const SHOWN: usize = 8;

pub(super) fn remedy(_cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { child, column, place, .. } = evidence;
    let names: Vec<&Ident> = evidence.candidates();
    Remedy::Advice(match (evidence.nearest(), place) {
        (Some(near), _) => format!("name `{near}` instead"),
        (None, Place::Action) => format!("name one of {} there", words::list(names)),
        (None, Place::Columns) if names.len() > SHOWN => {
            format!("add `{column}` to `{}` first, or name another of its columns", child.name)
        }
        (None, Place::Columns) => {
            format!("add `{column}` to `{}` first, or name one of {}", child.name, words::list(names))
        }
    })
}
