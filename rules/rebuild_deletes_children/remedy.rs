//! The way out of `rebuild-deletes-children`: checks are off while the old table goes.

use fklint_rule::Remedy;
use fklint_rule::rebuild::Loss;

pub(super) fn remedy(loss: &Loss<'_>) -> Remedy {
    Remedy::Advice(if loss.transaction.is_some() {
        "put `PRAGMA foreign_keys = OFF;` before BEGIN, `PRAGMA foreign_key_check;` before COMMIT, and \
         `PRAGMA foreign_keys = ON;` behind it"
            .to_owned()
    } else {
        format!(
            "put `PRAGMA foreign_keys = OFF;` before `DROP TABLE {}`, and `PRAGMA foreign_key_check;` and \
             `PRAGMA foreign_keys = ON;` behind the rename",
            loss.table
        )
    })
}
