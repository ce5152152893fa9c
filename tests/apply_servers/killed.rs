//! The server is killed at a step, and started again.

use fklint_catalog::Engine;
use fklint_testkit::servers::Private;

use crate::shop::{Rows, Shop, missing};
use crate::{Count, private};

/// Kills the server at a step of a run; `None` where the run ends before.
fn killed(private: &mut Private, shop: &Shop, rows: &Rows, step: usize, arguments: &[&str]) -> Option<usize> {
    let run = shop.paused(step, arguments);
    if !run.waits {
        run.told().is_done(&format!("step {step}"));
        return None;
    }
    private.kill().expect("it can be killed");
    let told = run.told();
    private.restart().expect("it starts again");
    let says = |words: &str| told.text.contains(words);
    match told.code {
        // The server had nothing more to do.
        Some(0) => assert!(says("the database is what was promised"), "step {step}: {}", told.text),
        // Before the journal stands, and when all is done, there is no work to go on with.
        Some(2) => assert!(
            says("--resume") || says("nothing was changed") || says("the database is what was promised"),
            "step {step}: {}",
            told.text
        ),
        other => panic!("step {step}: {other:?}: {}", told.text),
    }
    Some(missing(rows, &shop.rows()))
}

fn at_every_step(engine: Engine) {
    let Some(mut private) = private("kill -9 of the server", engine) else { return };
    let shop = Shop::new(private.server());
    let (rows, old, url) = (shop.rows(), shop.schema(), shop.url());
    shop.applied("whole.jsonl").is_done("whole");
    let new = shop.schema();
    shop.undone("whole.jsonl").is_done("whole, back");
    let (mut forth, mut back) = (Count::default(), Count::default());
    for step in 1.. {
        let (case, journal) = (format!("step {step}"), format!("{step}.jsonl"));
        let Some(lost) = killed(&mut private, &shop, &rows, step, &shop.apply(&url, &journal)) else { break };
        forth.case(lost);
        shop.resumed(&journal).is_done(&case);
        assert_eq!((shop.rows(), shop.schema()), (rows.clone(), new.clone()), "{case}");
        // One restart more is a second more.
        let undo = [&url, "--undo", &journal, "--yes"];
        if step % 4 == 2
            && let Some(lost) = killed(&mut private, &shop, &rows, step, &undo)
        {
            back.case(lost);
        }
        shop.undone(&journal).is_done(&case);
        assert_eq!((shop.rows(), shop.schema()), (rows.clone(), old.clone()), "{case}, back");
    }
    assert!(forth.cases > 20 && back.cases > 3, "{} and {} steps", forth.cases, back.cases);
    forth.told("server killed going forth", private.server());
    back.told("server killed going back", private.server());
}

#[test]
fn a_killed_server_goes_on_when_it_is_there_again_on_postgres() {
    at_every_step(Engine::Postgres);
}

#[test]
fn a_killed_server_goes_on_when_it_is_there_again_on_mariadb() {
    at_every_step(Engine::Mariadb);
}
