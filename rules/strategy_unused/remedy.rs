//! The way out of `strategy-unused`.

use fklint_rule::Remedy;

use super::Evidence;

pub(super) fn remedy(evidence: &Evidence<'_>) -> Remedy {
    let text = if evidence.key.is_some() {
        "remove the comment, or move it to the link that is written second"
    } else {
        "move the comment to the line of the foreign key or right above, or remove it"
    };
    Remedy::Advice(text.to_owned())
}
