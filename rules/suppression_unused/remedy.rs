//! The way out of `suppression-unused`.

use fklint_rule::Remedy;

pub(super) fn remedy() -> Remedy {
    Remedy::Advice("remove the comment, or move it to the line of the clause or right above".to_owned())
}
