//! The laws of plans: they ask first, they fit together, and on real engines they do what they promise and can be taken
//! back.

use std::collections::BTreeMap;

use fklint_catalog::Engine;

use crate::carried::{self, Pool};
use crate::run::run;
use crate::servers::Server;
use crate::{Carried, Failures, Fixture, Suite, asked, files, together};

impl Suite<'_> {
    /// Before a plan changes what rows may refuse, it asks them.
    #[must_use]
    pub fn probes(&self) -> Failures {
        let mut failures = Failures::default();
        for (fixture, _) in self.all_with_plans(&mut failures) {
            asked::check(&fixture, &run(&fixture, self.rules, true), &mut failures);
        }
        failures
    }

    /// In fixtures with several plans, those that are taken together fit, silence their findings and wake no other rule,
    /// and the order of the findings changes nothing. In each of the schemas besides, some plans must be left out.
    #[must_use]
    pub fn remedies_together(&self) -> Failures {
        let mut failures = Failures::default();
        for (fixture, is_crowded) in self.all_with_plans(&mut failures) {
            let outcome = run(&fixture, self.rules, true);
            together::check(&fixture, &outcome, self.rules, is_crowded, &mut failures);
        }
        failures
    }

    /// Carries out the plans of all findings on a server, in fixtures for its engine whose names hold one of `words`, if
    /// there are any: what the database then holds is what the plan promised, and the way back leads to where it began.
    #[must_use]
    pub fn carried_out(&self, server: &Server, words: &[String]) -> Carried {
        let (mut carried, mut pool) = (Carried::default(), Pool::new(server));
        let mut failures = Failures::default();
        for (fixture, _) in self.all_with_plans(&mut failures) {
            let wanted = words.is_empty() || words.iter().any(|word| fixture.name.contains(word.as_str()));
            if wanted && fixture.engine == server.engine() {
                carried::fixture(&fixture, &mut pool, self.rules, &mut carried);
            }
        }
        carried.failures.append(failures);
        carried
    }

    /// The plans for engines that none of `servers` is: not carried out.
    #[must_use]
    pub fn without_server(&self, servers: &[Server]) -> BTreeMap<Engine, Vec<String>> {
        let mut found: BTreeMap<Engine, Vec<String>> = BTreeMap::new();
        for (fixture, _) in self.all_with_plans(&mut Failures::default()) {
            if !servers.iter().any(|server| server.engine() == fixture.engine) {
                let plans = carried::names(&fixture, &run(&fixture, self.rules, true));
                found.entry(fixture.engine).or_default().extend(plans);
            }
        }
        found
    }

    /// The annotated fixtures of all rules, and the schemas besides (told by `true`).
    pub(crate) fn all_with_plans(&self, failures: &mut Failures) -> Vec<(Fixture, bool)> {
        let mut all: Vec<(Fixture, bool)> = Vec::new();
        for rule in self.rules {
            let own = self.annotated(rule.info().name, failures).into_iter();
            all.extend(own.map(|(fixture, _)| (fixture, false)));
        }
        for name in self.plans.iter().flat_map(|folder| files::below(folder)) {
            let path = self.plans.as_ref().map(|folder| folder.join(&name)).unwrap_or_default();
            let opened = Fixture::open(&path, &format!("plans/{name}")).map_err(|error| error.to_string());
            all.extend(failures.take(&name, opened).map(|fixture| (fixture, true)));
        }
        all
    }
}
