//! `fk-update-action-missing`: a natural key whose changes the foreign keys to it refuse.

mod remedy;
pub(crate) mod witness;

use fklint_catalog::graph::EdgeId;
use fklint_catalog::{Action, Engine, Ident, ObjectPath, Semantics};
use fklint_rule::sharing;
use fklint_rule::updates::{self, Chain};
use fklint_rule::{
    At, Confidence, Cx, FxHashMap, Nature, Part, Remedy, Report, Rule, RuleInfo, Severity, Silence, Witness,
    words,
};

/// The rule `fk-update-action-missing`.
pub(crate) struct FkUpdateActionMissing;

/// A foreign key that refuses changes of a natural key.
pub(crate) struct Evidence {
    edge: EdgeId,
    /// The referenced columns.
    columns: Vec<Ident>,
    /// Another foreign key to the same key, which follows its changes.
    follower: Option<EdgeId>,
    chain: Chain,
    /// An earlier finding over the very same chain: its plan is the way out of this one too.
    planned: Option<EdgeId>,
}

impl Rule for FkUpdateActionMissing {
    type Evidence<'c> = Evidence;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-update-action-missing",
        summary: "a foreign key to a natural key that does not follow its changes",
        severity: Severity::Warning,
        confidence: Confidence::Inferred,
        engines: &[Engine::Sqlite, Engine::Mysql, Engine::Mariadb, Engine::Postgres],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn ruled_out(&self, semantics: &Semantics) -> Option<String> {
        (!semantics.on_update).then(|| format!("{} has no ON UPDATE", semantics.engine))
    }

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence>) {
        if self.ruled_out(cx.semantics).is_some() {
            return;
        }
        let followers = followers(cx);
        let mut plans: FxHashMap<Vec<EdgeId>, EdgeId> = FxHashMap::default();
        for (edge, id) in cx.graph.edges().iter().zip(0..) {
            let healthy = |why: &str| cx.silent(|| Silence::new(path(cx, id), why));
            if !updates::refuses(cx, id) {
                cx.silent(|| Silence::new(path(cx, id), follows(edge.on_update)));
                continue;
            }
            if edge.is_self() {
                healthy("points at its own table, which this rule leaves alone");
                continue;
            }
            if sharing::is_carried(cx, id) {
                healthy("other foreign keys over the same columns take its rows along");
                continue;
            }
            let Some(nature) = cx.nature_referenced(edge) else { continue };
            let columns = || updates::referenced(cx, id).unwrap_or_default();
            let key = || (edge.parent, sorted(&columns()));
            let follower = || if followers.is_empty() { None } else { followers.get(&key()).copied() };
            // Where another foreign key follows, someone thought of changes.
            if nature == Nature::Surrogate || nature == Nature::Stable && follower().is_none() {
                cx.silent(|| {
                    let told = cx.nature_because(edge.parent, &columns());
                    let why = told.map(|told| format!("a key that stays: {told}"));
                    let unread = || "the columns of its parent were not read".to_owned();
                    Silence::new(path(cx, id), why.unwrap_or_else(unread))
                });
                continue;
            }
            if let Some(chain) = updates::chain(cx, id) {
                let mut members = chain.members.clone();
                members.sort_unstable();
                let first = *plans.entry(members).or_insert(id);
                let planned = (first != id).then_some(first);
                let columns = columns().into_owned();
                found.push(Evidence { edge: id, columns, follower: follower(), chain, planned });
            } else {
                healthy("a cascade would be refused on its way, or `fk-update-chain-broken` speaks of it");
            }
        }
    }

    fn object(&self, cx: Cx<'_>, evidence: &Evidence) -> ObjectPath {
        path(cx, evidence.edge)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence) -> Report {
        let edge = cx.graph.edge(evidence.edge);
        let tables = (cx.catalog.table_at(edge.child as usize), cx.catalog.table_at(edge.parent as usize));
        let (Some(child), Some(parent)) = tables else {
            return Report::new(
                "a change of the parent's key is refused",
                At::whole(path(cx, evidence.edge)),
            );
        };
        let key = words::columns_of(&parent.name, &evidence.columns);
        let message = format!("a change of {key} is refused while rows of `{}` point to it", child.name);
        let primary = At::part(path(cx, evidence.edge), Part::OnUpdate);
        let mut report = Report::new(message, primary).label("does not follow: no ON UPDATE CASCADE");
        let is_copy = |member: &EdgeId| cx.graph.edge(*member).child == edge.parent;
        if let [column] = evidence.columns.as_slice()
            && !evidence.chain.members.iter().any(is_copy)
        {
            let column = ObjectPath::Column(parent.name.clone(), column.clone());
            report = report.related(At::whole(column), "a key that people give, and may change");
        }
        if let Some(follower) = evidence.follower {
            let at = At::part(path(cx, follower), Part::OnUpdate);
            report = report.related(at, "this one would follow; one refusal is enough to stop it");
        }
        for &member in evidence.chain.members.iter().filter(|&&member| member != evidence.edge).take(3) {
            let other = cx.graph.edge(member);
            let why = if is_copy(&member) {
                "the key is itself a copy of this one, so both must follow"
            } else if other.child == edge.child || other.parent == edge.parent {
                "refuses it too"
            } else {
                "depends on the same key further on"
            };
            report = report.related(At::whole(path(cx, member)), why);
        }
        let mut tied = sharing::sharing(cx, evidence.edge)
            .filter(|(other, _)| !sharing::is_same_link(cx, evidence.edge, *other));
        let own = edge.key(cx.catalog).map_or(&[][..], |(_, key)| &key.columns);
        if let Some((_, other)) = tied.next()
            && let Some(column) = own.iter().find(|column| other.columns.contains(column))
        {
            let named = words::foreign_key(&child.name, other);
            report = report.note(
                "shared",
                format!("a new value of `{column}` also needs a parent by {named}: else no action lets rows follow"),
            );
        }
        if !cx.semantics.cascade_fires_triggers {
            let stamp = child.columns.iter().find(|column| column.on_update.is_some());
            let stamp = stamp.map(|column| format!(", nor is `{}` updated", column.name)).unwrap_or_default();
            report = report
                .note("note", format!("no trigger of `{}` fires when its rows follow{stamp}", child.name));
        }
        let declared: Vec<String> =
            evidence.columns.iter().map(|column| format!("\"{}.{column}\"", parent.name)).collect();
        report.note(
            "or declare",
            format!("`immutable = [{}]` under `[keys]`, if it never changes", declared.join(", ")),
        )
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

/// Why a change of the parent's key is not refused at once.
fn follows(on_update: Action) -> String {
    if on_update.refuses() {
        "DEFERRABLE: a change is checked at COMMIT".to_owned()
    } else {
        format!("ON UPDATE {}", on_update.sql())
    }
}

/// For each referenced key, the first foreign key that cascades its changes.
fn followers(cx: Cx<'_>) -> FxHashMap<(u32, Vec<Ident>), EdgeId> {
    let mut followers = FxHashMap::default();
    for (edge, id) in cx.graph.edges().iter().zip(0..) {
        if edge.on_update == Action::Cascade
            && !edge.is_self()
            && let Some(columns) = updates::referenced(cx, id)
        {
            followers.entry((edge.parent, sorted(&columns))).or_insert(id);
        }
    }
    followers
}

fn sorted(columns: &[Ident]) -> Vec<Ident> {
    let mut columns = columns.to_vec();
    columns.sort();
    columns
}

fn path(cx: Cx<'_>, edge: EdgeId) -> ObjectPath {
    cx.graph.edge(edge).path(cx.catalog).expect("an edge is of the catalog that its graph was made of")
}
