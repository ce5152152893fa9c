//! Runs witnesses: shows on a real engine, in a scratch database, that a finding is true and that its remedy helps.

mod cast;
mod check;
mod guard;
mod literal;
mod scene;
mod stage;

use fklint_catalog::{Catalog, ForeignKeyPath, History, ObjectPath};
use fklint_check::Target;
use fklint_rule::witness::{Act, Expected, Refusal, Trial, Witness};
use fklint_rule::{Finding, Line, Part, Plan, Proof, Remedy, Verdict, words};
use fklint_source::SourceMap;

use crate::server::Server;
use scene::Told;
use stage::{Observed, Stage, Trouble};

/// What is shown, and of what.
struct Piece<'s> {
    witness: &'s Witness,
    /// What the remedy changes, where that is shown, too.
    plan: Option<&'s Plan>,
    told: &'s Told,
    /// The schema.
    catalog: &'s Catalog,
    /// The statements that made it.
    history: &'s History,
    /// The text of a statement, by its index in the history.
    text: &'s dyn Fn(u32) -> Option<String>,
}

/// Tries a finding of a run on a server, in databases of its own.
#[must_use]
pub fn prove(sources: &SourceMap, target: &Target, finding: &Finding, server: &Server) -> Proof {
    let reflection = &target.reflection;
    let engine = reflection.catalog.engine;
    let because = if engine != server.engine() {
        format!(
            "it is about {engine}, and this is {}: name a server of its kind with --on, or read it as one with \
             --dialect",
            server.engine()
        )
    } else if let Some(why) = finding.unwitnessed {
        why.to_owned()
    } else if let Some(witness) = &finding.witness {
        let text = |statement| {
            let place = reflection.place(&ObjectPath::Statement(statement), Part::Whole)?;
            let text = &sources.file(place.file).text;
            let (start, end) = (place.span.start as usize, place.span.end as usize);
            Some(String::from_utf8_lossy(text.get(start..end)?).into_owned())
        };
        let plan = match &finding.remedy {
            Remedy::Plan(plan) if !witness.cure.is_empty() => Some(plan),
            _ => None,
        };
        let told = &Told::by(finding, plan);
        let (catalog, history) = (&reflection.catalog, &reflection.history);
        return try_out(&Piece { witness, plan, told, catalog, history, text: &text }, server);
    } else {
        "no operation on rows shows it".to_owned()
    };
    Proof::not_provable(because)
}

fn try_out(piece: &Piece<'_>, server: &Server) -> Proof {
    let (mut transcript, mut shown) = (Vec::new(), None);
    let acted = act_out(piece, &[], server, &mut transcript, &mut shown);
    let (verdict, reason) = match acted {
        Ok(()) => (Verdict::Proved, None),
        Err(Trouble::Obstacle(reason)) => (Verdict::NotProvable, Some(reason)),
        Err(Trouble::Contradiction(reason)) => match in_the_way(piece, server) {
            Some(who) => (Verdict::NotProvable, Some(format!("{reason}: {who} in the way"))),
            None => (Verdict::Refuted, Some(reason)),
        },
    };
    Proof { verdict, reason, shown, transcript }
}

/// The foreign keys of which the finding does not speak, if all is as it says without them.
fn in_the_way(piece: &Piece<'_>, server: &Server) -> Option<String> {
    let scene = scene::scene(piece).ok()?;
    let others: Vec<_> = scene
        .foreign_keys()
        .filter(|(table, at, key)| key.is_checked() && !piece.told.speaks_of(table, *at))
        .map(|(table, at, key)| {
            let path = (table.name.clone(), ForeignKeyPath::of(&table.foreign_keys, at));
            (path, words::foreign_key(&table.name, key))
        })
        .collect();
    let is_proved =
        |aside: &[scene::KeyPath]| act_out(piece, aside, server, &mut Vec::new(), &mut None).is_ok();
    let all: Vec<_> = others.iter().map(|(path, _)| path.clone()).collect();
    if all.is_empty() || !is_proved(&all) {
        return None;
    }
    let alone = others.iter().find(|(path, _)| is_proved(std::slice::from_ref(path)));
    Some(alone.map_or_else(
        || "other foreign keys stand".to_owned(),
        |(_, words)| format!("another foreign key, {words}, stands"),
    ))
}

/// Does what the witness says, without the foreign keys that are put aside.
fn act_out(
    piece: &Piece<'_>,
    aside: &[scene::KeyPath],
    server: &Server,
    transcript: &mut Vec<Line>,
    shown: &mut Option<Line>,
) -> Result<(), Trouble> {
    let witness = piece.witness;
    let scene = || {
        let scene = scene::scene(piece).map(|scene| scene::put_aside(scene, aside));
        scene.map_err(Trouble::Obstacle)
    };
    // The tables of a script are those that its statements make.
    let nothing = || Catalog::new(piece.catalog.engine, piece.catalog.version);
    let first = if scene::is_script(witness, &witness.harm) { nothing() } else { scene()? };
    let mut stage = Stage::new(server, first, piece, !aside.is_empty(), transcript)?;
    if !witness.starts_empty {
        stage.define()?;
    }
    play(&mut stage, &witness.harm)?;
    drop(stage);
    *shown = transcript.last().cloned();
    if witness.cure.is_empty() {
        return Ok(());
    }
    let catalog = scene()?;
    let mut cured = catalog.clone();
    for change in piece.plan.into_iter().flat_map(Plan::changes) {
        let applied = cured.apply(change);
        applied.map_err(|error| Trouble::Contradiction(format!("the remedy does not fit: {error}")))?;
    }
    // A schema that the engine refuses cannot be altered: it is made as the remedy leaves it. So is one without keys that
    // the remedy does not put aside.
    let starts_cured = witness.starts_empty || !aside.is_empty();
    let first = if scene::is_script(witness, &witness.cure) {
        nothing()
    } else if starts_cured {
        cured.clone()
    } else {
        catalog
    };
    let mut stage = Stage::new(server, first, piece, !aside.is_empty(), transcript)?;
    if !witness.starts_empty {
        stage.define()?;
    }
    if !starts_cured {
        if let Some(plan) = piece.plan {
            stage.carry_out(plan)?;
        }
        stage.is_now(cured);
    }
    play(&mut stage, &witness.cure).map_err(|trouble| match trouble {
        Trouble::Contradiction(reason) => Trouble::Contradiction(format!("after the remedy, {reason}")),
        Trouble::Obstacle(reason) => Trouble::Obstacle(format!("after the remedy, {reason}")),
    })
}

fn play(stage: &mut Stage<'_>, trials: &[Trial]) -> Result<(), Trouble> {
    for trial in trials {
        let (sql, observed) = stage.act(&trial.act)?;
        let expected = if trial.is_claim { expectation(trial.expected) } else { String::new() };
        stage.note(&sql, &expected, &observed);
        judge(trial, &sql, &observed, stage.is_about_mismatch())?;
    }
    Ok(())
}

/// Holds what happened against what was expected.
fn judge(trial: &Trial, sql: &str, observed: &Observed, is_about_mismatch: bool) -> Result<(), Trouble> {
    let as_expected = match (trial.expected, observed) {
        (Expected::Accepted, Observed::Accepted) => true,
        // What cannot be a parent is not found as one: a partitioned table on MariaDB, a temporary one also on MySQL.
        (Expected::Refused(Refusal::Definition), Observed::Refused(Refusal::MissingTable, _))
            if trial.act == Act::Define =>
        {
            true
        }
        (Expected::Refused(expected), Observed::Refused(why, _)) => expected == *why,
        (Expected::Rows(expected), Observed::Rows(rows)) => expected == *rows,
        (Expected::Indexed(expected), Observed::Indexed(indexed)) => expected == *indexed,
        _ => false,
    };
    if as_expected {
        return Ok(());
    }
    let told = format!("`{sql}` should have been {}, and was {observed}", expectation(trial.expected));
    // What a rule does not speak of may stand in the way: a CHECK, a trigger, a value of an odd type.
    let is_off_topic = match observed {
        // A clause of the tables that this version does not know, as `VIRTUAL` before PostgreSQL 18.
        Observed::Refused(Refusal::Syntax, _) if trial.act == Act::Define => {
            trial.expected == Expected::Refused(Refusal::Definition)
        }
        // A foreign key whose parent columns are no key, of which another finding speaks.
        Observed::Refused(Refusal::Mismatch, _) => !is_about_mismatch,
        Observed::Refused(why, _) => why.is_off_topic(),
        _ => false,
    };
    let prepares = !trial.is_claim || matches!(trial.act, Act::Begin | Act::Rollback);
    if prepares || is_off_topic { Err(Trouble::Obstacle(told)) } else { Err(Trouble::Contradiction(told)) }
}

fn expectation(expected: Expected) -> String {
    match expected {
        Expected::Accepted => "accepted".to_owned(),
        Expected::Refused(why) => format!("refused by {}", why.words()),
        Expected::Rows(count) => format!("{count} rows"),
        Expected::Indexed(true) => "answered by an index".to_owned(),
        Expected::Indexed(false) => "answered by reading the whole table".to_owned(),
    }
}
