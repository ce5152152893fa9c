//! The way out of `foreign-key-checks-off`: the statement that turns checks on again.

use fklint_catalog::{Change, Setting, write};
use fklint_rule::{Cx, Remedy};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let write = |to| write::write(&Change::Set(Setting::ForeignKeyChecks(to)), cx.catalog);
    // Where they are a role of the session, there is only the way back to the usual one.
    let on = [Some(true), None].into_iter().flat_map(write).next().unwrap_or_default();
    Remedy::Advice(match evidence {
        Evidence::Script(_) => format!("end the script with `{on}`"),
        Evidence::Server(_) => {
            "say `SET GLOBAL foreign_key_checks = 1`, take out what turned it off (`init_file`, \
                                `SET PERSIST`), and look for orphans with `--data`"
                .to_owned()
        }
    })
}
