//! Directories of migrations: which files a tool runs, in which order, upwards only.

mod convention;
mod name;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::path::Path;

use fklint_catalog::Engine;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::discover::{self, Text};
use crate::{Problem, natural};
use convention::{CONVENTIONS, Convention, Hint, Proof};
use name::{Fit, Role, Shape};

/// A directory of migrations, for those who add to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MigrationDirectory {
    /// The tool, as its makers write it; `timestamps` and `numbers` where names alone tell that these are migrations.
    pub tool: &'static str,
    /// The directory, and the dialect where the files are for several.
    pub name: String,
    /// The files that are run, in their order.
    pub files: Vec<String>,
    /// Files that undo some of them, or that one of them stands for.
    pub skipped: Vec<String>,
}

/// The migrations below a directory.
///
/// # Errors
/// What could not be read.
pub fn migration_directories(path: &Path) -> Result<Vec<MigrationDirectory>, Vec<Problem>> {
    let mut problems = Vec::new();
    let files = discover::files(path, &mut problems);
    let texts = discover::read(files, &FxHashMap::default(), &mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    let recognised = recognise(&texts, &(0..texts.len()).collect::<Vec<_>>());
    let names = |members: &[usize]| members.iter().map(|&text| texts[text].found.name.clone()).collect();
    let directory = |migrations: Migrations| MigrationDirectory {
        tool: migrations.tool,
        name: migrations.name,
        files: names(&migrations.members),
        skipped: names(&recognised.skipped),
    };
    Ok(recognised.migrations.into_iter().map(directory).collect())
}

/// The migrations of one tool in one directory, for one engine.
#[derive(Debug)]
pub(crate) struct Migrations {
    /// The tool, as its makers write it.
    pub(crate) tool: &'static str,
    /// The directory, and the dialect where the files are for several.
    pub(crate) name: String,
    /// The texts, by index, in the order in which they run.
    pub(crate) members: Vec<usize>,
    /// The engine that names or the tool's own files tell.
    pub(crate) engine: Option<Engine>,
}

/// The texts of one unit, told apart.
#[derive(Debug, Default)]
pub(crate) struct Recognised {
    /// What tools run.
    pub(crate) migrations: Vec<Migrations>,
    /// Texts that undo one of them, or that a later one stands for: no part of any schema.
    pub(crate) skipped: Vec<usize>,
    /// All others.
    pub(crate) rest: Vec<usize>,
}

/// A file of a directory: its index, and its name within it.
#[derive(Clone, Copy, Debug)]
struct Item<'t> {
    text: usize,
    name: &'t str,
}

/// A file that a tool runs.
#[derive(Clone, Debug)]
struct Member<'t> {
    item: Item<'t>,
    fit: Fit<'t>,
}

/// Tells migrations from other files among `members`, which are indices of `texts`.
pub(crate) fn recognise(texts: &[Text], members: &[usize]) -> Recognised {
    let mut recognised = Recognised::default();
    let mut directories: BTreeMap<&str, Vec<Item<'_>>> = BTreeMap::new();
    for &text in members {
        let (directory, name) = name::split(&texts[text].found.name);
        directories.entry(directory).or_default().push(Item { text, name });
    }
    let mut nested: BTreeMap<&str, Vec<Member<'_>>> = BTreeMap::new();
    for (&directory, items) in &directories {
        let mut items = items.clone();
        for convention in CONVENTIONS {
            let Some(found) = take(convention, directory, &mut items, texts) else { continue };
            if convention.shape == Shape::Flyway {
                nested.insert(directory, found);
            } else {
                let hint = convention.hint(directory);
                finish(convention.tool, directory, found, &hint, texts, &mut recognised);
            }
        }
        recognised.rest.extend(items.iter().map(|item| item.text));
    }
    for (root, found) in join_nested(nested) {
        finish("Flyway", root, found, &Hint::default(), texts, &mut recognised);
    }
    recognised.rest.sort_unstable();
    recognised
}

/// Takes the files of a convention out of a directory, if the directory follows it.
fn take<'t>(
    convention: &Convention,
    directory: &str,
    items: &mut Vec<Item<'t>>,
    texts: &[Text],
) -> Option<Vec<Member<'t>>> {
    let fits: Vec<Member<'t>> = items
        .iter()
        .filter_map(|&item| Some(Member { item, fit: convention.shape.fit(item.name)? }))
        .collect();
    let proved = !fits.is_empty()
        && match convention.proof {
            Proof::Name => fits.iter().any(|member| member.fit.proves),
            Proof::Beside(file) => name::join(directory, file).is_file(),
            Proof::Marker(markers) => {
                fits.iter().any(|member| name::has_marker(&texts[member.item.text].bytes, markers))
            }
            Proof::Most => fits.len() * 2 > items.len(),
            Proof::Directory(names) => {
                let own = directory.rsplit('/').next().unwrap_or(directory);
                names.contains(&own) && fits.len() * 2 > items.len()
            }
        };
    if !proved {
        return None;
    }
    let taken: FxHashSet<usize> = fits.iter().map(|member| member.item.text).collect();
    items.retain(|item| !taken.contains(&item.text));
    Some(fits)
}

/// Joins the directories below one root: `common` and `mysql`, `2023` and `2024` are run together.
/// Where two of them have the same version for the same dialect, each stays alone.
fn join_nested<'t>(nested: BTreeMap<&'t str, Vec<Member<'t>>>) -> Vec<(&'t str, Vec<Member<'t>>)> {
    let known: FxHashSet<&str> = nested.keys().copied().collect();
    let mut roots: BTreeMap<&str, Vec<(&str, Vec<Member<'_>>)>> = BTreeMap::new();
    for (directory, members) in nested {
        let mut root = directory;
        while let Some((parent, own)) = name::parent(root) {
            let joined = name::is_vendor(own)
                || name::is_version(own)
                || matches!(own, "common" | "shared" | "all" | "generic");
            let above = known.iter().any(|&other| other == parent);
            if !joined && !above {
                break;
            }
            root = parent;
        }
        roots.entry(root).or_default().push((directory, members));
    }
    let mut joined = Vec::new();
    for (root, directories) in roots {
        let mut seen = FxHashSet::default();
        let mut whole = Vec::new();
        for (directory, members) in &directories {
            for member in members {
                let mut member = member.clone();
                let below = directory.strip_prefix(root).unwrap_or("");
                member.fit.variant =
                    below.split('/').find(|part| name::is_vendor(part)).or(member.fit.variant);
                whole.push(member);
            }
        }
        let mut versioned = whole.iter().filter(|member| member.fit.role == Role::Up);
        let unique = versioned.all(|member| seen.insert((member.fit.variant, member.fit.version.clone())));
        if unique {
            joined.push((root, whole));
        } else {
            joined.extend(directories);
        }
    }
    joined
}

/// Drops what undoes, splits by dialect, and orders.
fn finish(
    tool: &'static str,
    directory: &str,
    members: Vec<Member<'_>>,
    hint: &Hint,
    texts: &[Text],
    recognised: &mut Recognised,
) {
    let members = if tool == "Flyway" { refined(members) } else { members };
    let (mut members, undo): (Vec<_>, Vec<_>) =
        members.into_iter().partition(|member| member.fit.role != Role::Down);
    recognised.skipped.extend(undo.iter().map(|member| member.item.text));
    if let Some(order) = &hint.order {
        // The journal is the tool's own word: what it does not name is never run.
        let place: FxHashMap<&str, usize> =
            order.iter().enumerate().map(|(at, tag)| (tag.as_str(), at)).collect();
        let named = |member: &Member<'_>| place.get(member.fit.stem).copied();
        let (listed, other): (Vec<_>, Vec<_>) =
            members.into_iter().partition(|member| named(member).is_some());
        recognised.rest.extend(other.iter().map(|member| member.item.text));
        members = listed;
        members.sort_by_key(named);
    } else {
        members.sort_by(|a, b| in_order(a, b, texts));
    }
    let mut variants: Vec<&str> = members.iter().filter_map(|member| member.fit.variant).collect();
    variants.sort_unstable();
    variants.dedup();
    if variants.is_empty() {
        let members = after_baseline(&members, recognised);
        let name = shown(directory);
        recognised.migrations.extend(some(Migrations { tool, name, members, engine: hint.engine }));
        return;
    }
    for variant in variants {
        // A file for one dialect stands for the general one of the same version and name.
        let own: FxHashSet<(&[u64], &str)> = members
            .iter()
            .filter(|member| member.fit.variant == Some(variant))
            .map(|member| (member.fit.version.as_slice(), member.fit.stem))
            .collect();
        let of_variant: Vec<Member<'_>> = members
            .iter()
            .filter(|member| match member.fit.variant {
                Some(other) => other == variant,
                None => !own.contains(&(member.fit.version.as_slice(), member.fit.stem)),
            })
            .cloned()
            .collect();
        let members = after_baseline(&of_variant, recognised);
        let name = format!("{} ({variant})", shown(directory));
        let engine = name::vendor_engine(variant).or(hint.engine);
        recognised.migrations.extend(some(Migrations { tool, name, members, engine }));
    }
}

/// What undoes no version that is there goes up: refinery's `U3__x.sql` is a migration of its own number.
fn refined(mut members: Vec<Member<'_>>) -> Vec<Member<'_>> {
    let (mut done, mut baseline) = (FxHashSet::default(), false);
    for member in &members {
        match member.fit.role {
            Role::Up => _ = done.insert(member.fit.version.clone()),
            Role::Baseline => baseline = true,
            Role::Down | Role::Repeatable => {}
        }
    }
    for member in members.iter_mut().filter(|member| member.fit.role == Role::Down && !baseline) {
        if !done.contains(&member.fit.version) {
            member.fit.role = Role::Up;
        }
    }
    members
}

/// Flyway runs the newest baseline of an empty database instead of all versions up to it.
fn after_baseline(members: &[Member<'_>], recognised: &mut Recognised) -> Vec<usize> {
    let baseline = members.iter().rfind(|member| member.fit.role == Role::Baseline);
    let Some(baseline) = baseline else { return members.iter().map(|member| member.item.text).collect() };
    let (run, skipped): (Vec<_>, Vec<_>) = members.iter().partition(|member| match member.fit.role {
        Role::Baseline => member.item.text == baseline.item.text,
        Role::Up => member.fit.version > baseline.fit.version,
        Role::Repeatable => true,
        Role::Down => false,
    });
    recognised.skipped.extend(skipped.iter().map(|member| member.item.text));
    run.iter().map(|member| member.item.text).collect()
}

fn in_order(a: &Member<'_>, b: &Member<'_>, texts: &[Text]) -> Ordering {
    let names = || natural::compare(&texts[a.item.text].found.name, &texts[b.item.text].found.name);
    let stems = || natural::compare(a.fit.stem, b.fit.stem);
    let classes = a.fit.role.class().cmp(&b.fit.role.class());
    classes.then_with(|| a.fit.version.cmp(&b.fit.version)).then_with(stems).then_with(names)
}

fn some(migrations: Migrations) -> Option<Migrations> {
    (!migrations.members.is_empty()).then_some(migrations)
}

fn shown(directory: &str) -> String {
    if directory.is_empty() { ".".to_owned() } else { directory.to_owned() }
}

#[cfg(test)]
mod tests;
