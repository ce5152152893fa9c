//! The way out of `sqlite-foreign-keys-off`: the pragma that ends the script.

use fklint_rule::Remedy;

use super::Evidence;

pub(super) fn remedy(_evidence: &Evidence) -> Remedy {
    Remedy::Advice(
        "end the script with `PRAGMA foreign_key_check;` and, behind COMMIT, `PRAGMA foreign_keys = ON;`"
            .to_owned(),
    )
}
