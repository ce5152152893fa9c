//! The process ends at a step, as by a power cut of its machine.

use fklint_catalog::Engine;
use fklint_testkit::servers::Server;

use crate::run::Told;
use crate::shop::{Shop, missing};
use crate::{Count, on_each};

fn aborted(shop: &Shop, step: usize, arguments: &[&str]) -> Told {
    let mut command = shop.command(arguments);
    command.env("FKLINT_ABORT_AT_STEP", step.to_string());
    Told::new(&command.output().expect("it runs"), shop)
}

fn at_every_step(server: &Server) {
    let shop = Shop::new(server);
    let (rows, old) = (shop.rows(), shop.schema());
    shop.applied("whole.jsonl").is_done("whole");
    let new = shop.schema();
    shop.undone("whole.jsonl").is_done("whole, back");
    assert_eq!(shop.schema(), old);
    let (mut forth, mut back) = (Count::default(), Count::default());
    let url = shop.url();
    for step in 1.. {
        let (case, journal) = (format!("step {step}"), format!("{step}.jsonl"));
        let told = aborted(&shop, step, &shop.apply(&url, &journal));
        let goes_forth = told.code.is_none();
        if goes_forth {
            forth.case(missing(&rows, &shop.rows()));
            shop.resumed(&journal).is_done(&case);
        } else {
            told.is_done(&case);
        }
        assert_eq!((shop.rows(), shop.schema()), (rows.clone(), new.clone()), "{case}");
        let told = aborted(&shop, step, &[&url, "--undo", &journal, "--yes"]);
        let goes_back = told.code.is_none();
        if goes_back {
            back.case(missing(&rows, &shop.rows()));
            shop.undone(&journal).is_done(&case);
        } else {
            told.is_done(&case);
        }
        assert_eq!((shop.rows(), shop.schema()), (rows.clone(), old.clone()), "{case}, back");
        if !goes_forth && !goes_back {
            break;
        }
    }
    assert!(forth.cases > 20 && back.cases > 15, "{} and {} steps", forth.cases, back.cases);
    forth.told("aborted going forth", server);
    back.told("aborted going back", server);
}

#[test]
fn aborted_at_any_step_it_goes_on_and_back_on_postgres() {
    on_each("aborts", &[Engine::Postgres], at_every_step);
}

#[test]
fn aborted_at_any_step_it_goes_on_and_back_on_mariadb() {
    on_each("aborts", &[Engine::Mariadb], at_every_step);
}

#[test]
fn aborted_at_any_step_it_goes_on_and_back_on_mysql() {
    on_each("aborts", &[Engine::Mysql], at_every_step);
}
