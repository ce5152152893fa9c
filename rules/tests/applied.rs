//! Plans on live databases: carried out on SQLite files with rows, and taken back.

use std::path::Path;

use fklint_rules::ALL;
use fklint_testkit::Suite;

#[test]
fn plans_are_carried_out_on_live_databases_and_taken_back() {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/plans");
    let applied = Suite::new(ALL, env!("CARGO_MANIFEST_DIR")).with_schemas(schemas).applied();
    println!("{applied}");
    applied.failures.assert();
}
