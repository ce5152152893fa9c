//! Suppression: comments that allow a finding, and configured ignores.
//!
//! Rules run first, whether shown or not, where a comment or the configuration names them; their findings are
//! matched with the comments of their file; only then do the rules of [`LATE`] run, which are told what nothing
//! matched. So a comment is never called unused because its rule was not asked for.

use std::collections::BTreeMap;

use fklint_catalog::{Catalog, ObjectPath};
use fklint_reflect::{DirectiveKind, Reflection};
use fklint_source::{FileId, Place, SourceFile, SourceMap};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::Date;
use crate::config::{Config, IgnoreEntry};
use crate::select::unknown_rule;

/// The rules that look at what suppressions did, and therefore run after all others. A comment that names one of them
/// is never called unused.
pub(crate) const LATE: [&str; 1] = ["suppression-unused"];

/// A use of a comment: its file, where it starts, and the rule it was used for.
pub(crate) type Use = (FileId, u32, String);

/// Over how many lines of comments a comment speaks of the code below: in a long list of comments each would be
/// followed to the end of the list.
const FURTHEST: u32 = 250;

/// The comments of one schema that allow findings.
#[derive(Debug, Default)]
pub(crate) struct Suppressions<'r> {
    allows: Vec<Allow<'r>>,
    /// All rules that some comment names.
    rules: FxHashSet<&'r str>,
    /// By the line they stand on.
    on: BTreeMap<(FileId, u32), Vec<u32>>,
    /// By the line they stand right above.
    above: FxHashMap<(FileId, u32), Vec<u32>>,
    /// By the file they are for.
    whole: FxHashMap<FileId, Vec<u32>>,
}

#[derive(Debug)]
struct Allow<'r> {
    rules: &'r [String],
    file: FileId,
    start: u32,
    /// Its index among the directives.
    directive: u32,
}

/// The lines that a comment speaks of, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Its own.
    pub(crate) line: u32,
    /// The first line of code below, where nothing but comments stands between.
    pub(crate) below: Option<u32>,
}

impl<'r> Suppressions<'r> {
    /// The allowing comments of a schema.
    pub(crate) fn new(reflection: &'r Reflection, sources: &SourceMap) -> Self {
        let mut suppressions = Self::default();
        for ((file, directive), at) in reflection.directives.iter().zip(0..) {
            let (rules, whole) = match &directive.kind {
                DirectiveKind::Allow { rules, .. } => (rules, false),
                DirectiveKind::AllowFile { rules, .. } => (rules, true),
                DirectiveKind::PostUpdate | DirectiveKind::Unknown(_) => continue,
            };
            let index = suppressions.allows.len() as u32;
            suppressions.rules.extend(rules.iter().map(String::as_str));
            let start = directive.span.start;
            suppressions.allows.push(Allow { rules, file: *file, start, directive: at });
            if whole {
                suppressions.whole.entry(*file).or_default().push(index);
                continue;
            }
            let reach = reach(sources.file(*file), directive.span.start);
            suppressions.on.entry((*file, reach.line)).or_default().push(index);
            if let Some(line) = reach.below {
                suppressions.above.entry((*file, line)).or_default().push(index);
            }
        }
        suppressions
    }

    /// Whether a comment speaks of a rule.
    pub(crate) fn names(&self, rule: &str) -> bool {
        self.rules.contains(rule)
    }

    /// The first comment that allows a finding of `rule` at `place`, by its index among the directives; all comments
    /// that do are noted as used.
    pub(crate) fn allow(
        &self,
        rule: &str,
        place: Place,
        sources: &SourceMap,
        used: &mut FxHashSet<Use>,
    ) -> Option<u32> {
        if !self.names(rule) {
            return None;
        }
        let file = sources.file(place.file);
        let (first, last) = lines(file, place);
        let head = head(file, first);
        let on = self.on.range((place.file, first)..=(place.file, last)).flat_map(|(_, indices)| indices);
        let above = [Some(first), head].into_iter().flatten();
        let above = above.filter_map(|line| self.above.get(&(place.file, line))).flatten();
        let whole = self.whole.get(&place.file).into_iter().flatten();
        let mut allowed = None;
        for &index in on.chain(above).chain(whole) {
            let allow = &self.allows[index as usize];
            if allow.rules.iter().any(|name| name == rule) {
                used.insert((allow.file, allow.start, rule.to_owned()));
                allowed = allowed.or(Some(allow.directive));
            }
        }
        allowed
    }
}

/// What nothing used of the comments of a schema, by their index, with the reason.
///
/// A comment that names one of the rules `asleep` may be of use to other runs.
pub(crate) fn unused(
    reflection: &Reflection,
    used: &FxHashSet<Use>,
    known: &[&str],
    asleep: &[&str],
) -> Vec<(u32, String)> {
    let mut unused = Vec::new();
    for (index, (file, directive)) in reflection.directives.iter().enumerate() {
        let is_used = |word: &str| used.contains(&(*file, directive.span.start, word.to_owned()));
        let reason = match &directive.kind {
            DirectiveKind::Allow { rules, .. } | DirectiveKind::AllowFile { rules, .. } => {
                let reasons: Vec<String> = rules
                    .iter()
                    .filter(|rule| !is_used(rule) && !asleep.contains(&rule.as_str()))
                    .map(|rule| match known.contains(&rule.as_str()) {
                        true => format!("`{rule}` finds nothing here"),
                        false => unknown_rule(rule, known),
                    })
                    .collect();
                reasons.join(", ")
            }
            // `strategy-unused` tells of these.
            DirectiveKind::PostUpdate => String::new(),
            DirectiveKind::Unknown(reason) => reason.clone(),
        };
        if !reason.is_empty() {
            unused.push((index as u32, reason));
        }
    }
    unused
}

/// The first and the last line of a place, from 0.
pub(crate) fn lines(file: &SourceFile, place: Place) -> (u32, u32) {
    let last = place.span.end.saturating_sub(1).max(place.span.start);
    (file.lines().line(place.span.start), file.lines().line(last))
}

/// The line of the `ALTER TABLE` right above a clause, which pg_dump writes on a line of its own: a comment above
/// that line speaks of the clause.
pub(crate) fn head(file: &SourceFile, first: u32) -> Option<u32> {
    let lines = file.lines();
    let above = first.checked_sub(1)?;
    let text = file.text[lines.start(above)? as usize..lines.start(first)? as usize].trim_ascii();
    let alters = text.get(..12).is_some_and(|start| start.eq_ignore_ascii_case(b"ALTER TABLE "));
    (alters && !text.contains(&b';') && !text.ends_with(b",")).then_some(above)
}

/// The lines that a comment at `start` speaks of.
pub(crate) fn reach(file: &SourceFile, start: u32) -> Reach {
    let lines = file.lines();
    let line = lines.line(start);
    let text = |line: u32| {
        let start = lines.start(line)? as usize;
        let end = lines.start(line + 1).map_or(file.text.len(), |end| end as usize);
        Some(file.text[start..end].trim_ascii())
    };
    let mut below = line;
    while below - line <= FURTHEST
        && let Some(text) = text(below)
    {
        if !is_comment(text) {
            let found = below > line && !text.is_empty();
            return Reach { line, below: found.then_some(below) };
        }
        below += 1;
    }
    Reach { line, below: None }
}

/// A longer line with a block comment in it is code: each of the comments on it would be searched to its end.
const LONGEST_LINE: usize = 4096;

/// Whether a line holds comments and nothing else. MySQL runs what stands in `/*! … */`.
fn is_comment(mut line: &[u8]) -> bool {
    loop {
        let block = line.starts_with(b"/*") && !line.starts_with(b"/*!") && !line.starts_with(b"/*M!");
        if !block && !line.starts_with(b"*") {
            return [&b"--"[..], b"#", b"//"].iter().any(|opener| line.starts_with(opener));
        }
        if line.len() > LONGEST_LINE {
            return false;
        }
        let Some(end) = memchr::memmem::find(line, b"*/") else { return true };
        line = line[end + 2..].trim_ascii();
        if line.is_empty() {
            return true;
        }
    }
}

/// The `[[ignore]]` entries that hold today.
#[derive(Debug)]
pub(crate) struct Ignores<'c> {
    by_object: FxHashMap<(&'c str, String), usize>,
    rules: FxHashSet<&'c str>,
}

impl<'c> Ignores<'c> {
    /// The entries that have not expired on `today`.
    pub(crate) fn new(config: &'c Config, today: Date) -> Self {
        let mut ignores = Self { by_object: FxHashMap::default(), rules: FxHashSet::default() };
        for (index, entry) in config.ignore.iter().enumerate() {
            if !expired(entry, today) {
                let rule = entry.rule.text.as_str();
                ignores.rules.insert(rule);
                ignores.by_object.entry((rule, canonical(&entry.object.text))).or_insert(index);
            }
        }
        ignores
    }

    /// Whether an entry speaks of a rule.
    pub(crate) fn names(&self, rule: &str) -> bool {
        self.rules.contains(rule)
    }

    /// The entry that ignores a finding of `rule` at `object`, by its index.
    pub(crate) fn find(&self, rule: &'static str, object: &ObjectPath, catalog: &Catalog) -> Option<usize> {
        if !self.names(rule) {
            return None;
        }
        let schema = catalog.default_schema.as_ref().map(fklint_catalog::Ident::as_str);
        let mut names = [None, schema].into_iter();
        names.find_map(|schema| self.by_object.get(&(rule, canonical(&object.display(schema)))).copied())
    }

    /// What the entries that ignored nothing come to, those of rules that are not `awake` in this run left out.
    pub(crate) fn warnings(
        config: &Config,
        used: &FxHashSet<usize>,
        today: Date,
        awake: impl Fn(&str) -> bool,
    ) -> Vec<String> {
        let unused = config.ignore.iter().enumerate();
        let unused = unused.filter(|(index, entry)| !used.contains(index) && awake(&entry.rule.text));
        unused
            .map(|(_, entry)| {
                let message = match entry.until {
                    Some(until) if expired(entry, today) => {
                        format!("[[ignore]] of `{}` at `{}` expired on {until}", entry.rule, entry.object)
                    }
                    _ => format!("[[ignore]] of `{}` at `{}` matches no finding", entry.rule, entry.object),
                };
                config.wrong(&entry.object, message).to_string()
            })
            .collect()
    }
}

fn expired(entry: &IgnoreEntry, today: Date) -> bool {
    entry.until.is_some_and(|until| until <= today)
}

/// The text of an object without blanks and quotes, in lower case: how people write names in a configuration.
pub(crate) fn canonical(object: &str) -> String {
    let kept = object.chars().filter(|c| !c.is_whitespace() && !matches!(c, '"' | '`' | '[' | ']'));
    kept.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reach_of(text: &str) -> Reach {
        let start = text.find("fklint:").expect("there is a directive") as u32;
        reach(&SourceFile::new(String::new(), text.as_bytes().to_vec()), start)
    }

    #[test]
    fn a_comment_of_its_own_speaks_of_the_next_line_of_code() {
        assert_eq!(reach_of("a\n  -- fklint: x\nb"), Reach { line: 1, below: Some(2) });
        assert_eq!(
            reach_of("-- fklint: x\n-- more\n/* and\n * more */\nb"),
            Reach { line: 0, below: Some(4) }
        );
        assert_eq!(reach_of("# fklint: x\nb"), Reach { line: 0, below: Some(1) });
    }

    #[test]
    fn a_comment_behind_code_or_before_a_gap_speaks_of_its_own_line_alone() {
        assert_eq!(reach_of("a -- fklint: x\nb"), Reach { line: 0, below: None });
        assert_eq!(reach_of("/* fklint: x */ a\nb"), Reach { line: 0, below: None });
        assert_eq!(reach_of("-- fklint: x\n\nb"), Reach { line: 0, below: None });
        assert_eq!(reach_of("-- fklint: x"), Reach { line: 0, below: None });
        assert_eq!(reach_of("-- fklint: x\n/*!40000 b */"), Reach { line: 0, below: Some(1) });
    }

    #[test]
    fn a_comment_does_not_speak_over_hundreds_of_others() {
        let above = |comments: usize| format!("-- fklint: x\n{}b", "-- more\n".repeat(comments));
        assert_eq!(reach_of(&above(200)).below, Some(201));
        assert_eq!(reach_of(&above(300)).below, None);
    }

    #[test]
    fn the_line_of_an_alter_table_heads_the_clause_below() {
        let head_of = |text: &str| {
            let first = text.lines().count() as u32 - 1;
            head(&SourceFile::new(String::new(), text.as_bytes().to_vec()), first)
        };
        assert_eq!(head_of("-- x\nALTER TABLE ONLY b\n    ADD FOREIGN KEY (a) REFERENCES a;"), Some(1));
        assert_eq!(head_of("ALTER TABLE b ADD c int,\n    ADD FOREIGN KEY (a) REFERENCES a;"), None);
        assert_eq!(head_of("ALTER TABLE b ADD c int;\nCREATE TABLE d (a int REFERENCES a);"), None);
        assert_eq!(head_of("CREATE TABLE d (a int REFERENCES a);"), None);
    }

    #[test]
    fn objects_are_compared_without_quotes_blanks_and_case() {
        assert_eq!(canonical("Public.\"Audit\".fk(a, `b`)"), "public.audit.fk(a,b)");
    }
}
