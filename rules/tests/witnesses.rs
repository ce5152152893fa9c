//! Every witness on every engine at hand.

use std::path::Path;

use fklint_catalog::Engine;
use fklint_rules::ALL;
use fklint_testkit::Suite;
use fklint_testkit::servers::{OWN, from_env};

#[test]
fn no_engine_contradicts_a_finding() {
    let suite = Suite::new(ALL, env!("CARGO_MANIFEST_DIR"));
    let engines = [Engine::Sqlite, Engine::Mysql].into_iter().chain(OWN);
    let servers: Vec<_> =
        engines.flat_map(|engine| from_env(engine).expect("servers that are there answer")).collect();
    let names: Vec<String> = servers.iter().map(ToString::to_string).collect();
    println!("witnesses are tried on {}", names.join(", "));
    suite.witnesses(&servers).assert();
    let matrix = Path::new(env!("CARGO_MANIFEST_DIR")).join("../book/src/engines.md");
    suite.matrix(&matrix).assert();
}
