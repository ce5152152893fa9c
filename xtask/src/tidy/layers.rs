//! Every normal dependency between workspace crates goes to a lower layer, and rules see nothing but data.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::Fault;
use crate::repo;

/// The only crates that rules may use: none of them can do IO.
const SEEN_BY_RULES: [&str; 2] = ["fklint-rule", "fklint-catalog"];

/// A crate of the workspace.
#[derive(Debug)]
pub(crate) struct Package {
    manifest: String,
    name: String,
    layer: Option<i64>,
    dependencies: Vec<String>,
}

/// Reads the manifests of all workspace members.
pub(crate) fn read() -> Result<Vec<Package>, String> {
    let manifests = repo::files().filter(|path| path.ends_with("Cargo.toml"));
    manifests.map(|path| package(&repo::shown(&path), &repo::read(&path)?)).collect()
}

/// Reads one manifest. Dev-dependencies are left out: tests may look up.
fn package(manifest: &str, text: &str) -> Result<Package, String> {
    let table: Table = text.parse().map_err(|error| format!("{manifest}: {error}"))?;
    let at =
        |path: &[&str]| path.iter().try_fold(&table, |table, key| table.get(*key).and_then(Value::as_table));
    let package = at(&["package"]).ok_or_else(|| format!("{manifest}: no [package]"))?;
    let name = package.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    let layer =
        at(&["package", "metadata", "fklint"]).and_then(|own| own.get("layer")).and_then(Value::as_integer);
    let targets = table.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    let places = std::iter::once(&table).chain(targets.filter_map(Value::as_table));
    let mut dependencies = Vec::new();
    for place in places {
        for kind in ["dependencies", "build-dependencies"] {
            let listed = place.get(kind).and_then(Value::as_table).into_iter().flat_map(Table::iter);
            dependencies.extend(listed.map(|(key, value)| {
                let renamed = value.get("package").and_then(Value::as_str);
                renamed.unwrap_or(key).to_owned()
            }));
        }
    }
    Ok(Package { manifest: manifest.to_owned(), name, layer, dependencies })
}

/// The faults among `packages`.
pub(crate) fn check(packages: &[Package]) -> Vec<Fault> {
    let members: BTreeMap<&str, Option<i64>> = packages.iter().map(|p| (p.name.as_str(), p.layer)).collect();
    let mut faults = Vec::new();
    for package in packages {
        // Tasks stand beside the layers: nothing depends on them, and they need no crate of ours.
        if package.name == "xtask" {
            continue;
        }
        let Some(own) = package.layer else {
            let mend =
                "add [package.metadata.fklint] with layer = N, one more than the highest layer it depends on";
            faults.push(Fault::new(&package.manifest, "the crate has no layer", mend));
            continue;
        };
        for dependency in &package.dependencies {
            let Some(layer) = members.get(dependency.as_str()) else { continue };
            if layer.is_none_or(|layer| layer >= own) {
                let theirs = layer.map_or("no layer".to_owned(), |layer| format!("layer {layer}"));
                faults.push(Fault::new(
                    &package.manifest,
                    format!("`{}` (layer {own}) depends on `{dependency}` ({theirs})", package.name),
                    "move the shared code down, or turn the dependency round; dev-dependencies are exempt",
                ));
            }
            if package.name == "fklint-rules" && !SEEN_BY_RULES.contains(&dependency.as_str()) {
                faults.push(Fault::new(
                    &package.manifest,
                    format!("rules depend on `{dependency}`"),
                    "rules see only `fklint-rule` and `fklint-catalog`, so that none can do IO even by mistake",
                ));
            }
        }
        if package.name == "fklint-rules" {
            for foreign in package.dependencies.iter().filter(|name| !members.contains_key(name.as_str())) {
                faults.push(Fault::new(
                    &package.manifest,
                    format!("rules depend on the foreign crate `{foreign}`"),
                    "rules see only `fklint-rule` and `fklint-catalog`; put what they share into one of these",
                ));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(manifests: &[&str]) -> Vec<String> {
        let packages: Vec<_> = manifests.iter().map(|text| package("Cargo.toml", text).unwrap()).collect();
        check(&packages).into_iter().map(|fault| fault.what).collect()
    }

    const LOW: &str = "[package]\nname = 'low'\n[package.metadata.fklint]\nlayer = 0\n";

    #[test]
    fn a_dependency_downwards_is_fine() {
        let high =
            "[package]\nname = 'high'\n[package.metadata.fklint]\nlayer = 1\n[dependencies]\nlow = {}\n";
        assert!(faults(&[LOW, high]).is_empty());
    }

    #[test]
    fn a_dependency_sideways_or_upwards_is_a_fault_however_it_is_written() {
        let plain = "[dependencies]\nlow.workspace = true\n";
        let target = "[target.'cfg(unix)'.dependencies]\nlow = {}\n";
        let renamed = "[build-dependencies]\nother = { package = 'low' }\n";
        for dependency in [plain, target, renamed] {
            let same =
                format!("[package]\nname = 'same'\n[package.metadata.fklint]\nlayer = 0\n{dependency}");
            assert_eq!(faults(&[LOW, &same]), ["`same` (layer 0) depends on `low` (layer 0)"]);
        }
    }

    #[test]
    fn tests_may_look_up() {
        let same =
            "[package]\nname = 'same'\n[package.metadata.fklint]\nlayer = 0\n[dev-dependencies]\nlow = {}\n";
        assert!(faults(&[LOW, same]).is_empty());
    }

    #[test]
    fn rules_see_nothing_but_data() {
        let reflect = "[package]\nname = 'fklint-reflect'\n[package.metadata.fklint]\nlayer = 1\n";
        let rules = "[package]\nname = 'fklint-rules'\n[package.metadata.fklint]\nlayer = 2\n[dependencies]\n\
                     fklint-reflect = {}\nureq = '3'\n";
        assert_eq!(
            faults(&[reflect, rules]),
            ["rules depend on `fklint-reflect`", "rules depend on the foreign crate `ureq`"]
        );
    }

    #[test]
    fn every_crate_has_a_layer() {
        assert_eq!(faults(&["[package]\nname = 'x'\n"]), ["the crate has no layer"]);
    }
}
