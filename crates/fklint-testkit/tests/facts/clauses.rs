//! What stands behind REFERENCES: every list of up to three clauses is written in a table and in a column, and the engine
//! refuses those alone of which that was foretold. Behind a clause that is refused nothing is tried.

use fklint_catalog::semantics::Clause;
use fklint_catalog::{Action, MatchKind};
use fklint_testkit::scratch::{EngineError, Scratch};
use fklint_testkit::servers::Server;

use crate::Report;

const SUBJECT: &str = "refused_clause";

/// One of each; attributes that are Oracle's alone are left out.
const CLAUSES: [(Clause, &str); 16] = [
    (Clause::Match(Some(MatchKind::Simple)), "MATCH SIMPLE"),
    (Clause::Match(None), "MATCH banana"),
    (Clause::OnDelete(Action::SetNull), "ON DELETE SET NULL"),
    (Clause::OnDelete(Action::NoAction), "ON DELETE NO ACTION"),
    (Clause::OnDelete(Action::Restrict), "ON DELETE RESTRICT"),
    (Clause::OnUpdate(Action::SetNull), "ON UPDATE SET NULL"),
    (Clause::OnInsert, "ON INSERT CASCADE"),
    (Clause::SetColumns, "(x)"),
    (Clause::Deferrable, "DEFERRABLE"),
    (Clause::NotDeferrable, "NOT DEFERRABLE"),
    (Clause::Deferred, "INITIALLY DEFERRED"),
    (Clause::Immediate, "INITIALLY IMMEDIATE"),
    (Clause::NotValid, "NOT VALID"),
    (Clause::Enforced, "ENFORCED"),
    (Clause::NotEnforced, "NOT ENFORCED"),
    (Clause::Attribute, "NOT NULL"),
];

/// Runs all of it.
pub(crate) fn prove(server: &Server, report: &mut Report) {
    if report.wanted(SUBJECT)
        && let Err(error) = each(server, report)
    {
        report.fail(SUBJECT.to_owned(), format!("on {server}: {error}"));
    }
}

fn each(server: &Server, report: &mut Report) -> Result<(), EngineError> {
    let mut scratch = Scratch::new(server)?;
    scratch.run("CREATE TABLE p (x int PRIMARY KEY)")?;
    let mut lists: Vec<List> = vec![List::new()];
    for is_inline in [false, true] {
        let tried = is_as_foretold(&mut scratch, server, &vec![(Clause::Name, "CONSTRAINT f")], is_inline)?;
        report.run_besides(SUBJECT);
        if let Err(reason) = tried {
            report.fail(SUBJECT.to_owned(), reason);
        }
    }
    for _ in 0..3 {
        let longer: Vec<List> = lists.iter().flat_map(one_more).collect();
        lists.clear();
        for list in longer {
            // A form that takes it is tried with more behind it.
            let tries = [false, true].map(|is_inline| is_as_foretold(&mut scratch, server, &list, is_inline));
            for tried in tries {
                report.run_besides(SUBJECT);
                if let Err(reason) = tried? {
                    report.fail(SUBJECT.to_owned(), reason);
                }
            }
            let clauses = clauses(&list);
            let is_taken = |form| server.semantics().refused_clause(&clauses, form).is_none();
            if is_taken(false) || is_taken(true) {
                lists.push(list);
            }
        }
    }
    Ok(())
}

type List = Vec<(Clause, &'static str)>;

/// The list with each clause behind it. The columns of an action follow it, or they are none.
fn one_more(list: &List) -> impl Iterator<Item = List> {
    let takes_columns = matches!(list.last(), Some((Clause::OnDelete(_) | Clause::OnUpdate(_), _)));
    let more = CLAUSES.into_iter().filter(move |(clause, _)| *clause != Clause::SetColumns || takes_columns);
    more.map(|clause| list.iter().copied().chain([clause]).collect())
}

fn clauses(list: &List) -> Vec<Clause> {
    list.iter().map(|(clause, _)| *clause).collect()
}

/// Makes a child with these clauses, and drops it; says what was otherwise than foretold.
fn is_as_foretold(
    scratch: &mut Scratch,
    server: &Server,
    list: &List,
    is_inline: bool,
) -> Result<Result<(), String>, EngineError> {
    let foretold = server.semantics().refused_clause(&clauses(list), is_inline);
    let (names, list): (Vec<_>, Vec<_>) = list.iter().partition(|(clause, _)| *clause == Clause::Name);
    let [name, text] =
        [names, list].map(|list| list.iter().flat_map(|(_, text)| [" ", *text]).collect::<String>());
    let references = format!("REFERENCES p (x){text}");
    let child = match is_inline {
        true => format!("CREATE TABLE c (k int PRIMARY KEY, x int{name} {references})"),
        false => format!("CREATE TABLE c (k int PRIMARY KEY, x int,{name} FOREIGN KEY (x) {references})"),
    };
    let made = scratch.run(&child);
    if made.is_ok() {
        scratch.run("DROP TABLE c")?;
    }
    let is_right = made.is_ok() == foretold.is_none();
    Ok(if is_right {
        Ok(())
    } else {
        Err(format!("{server} says {made:?}, foretold was {foretold:?}\n{child}"))
    })
}
