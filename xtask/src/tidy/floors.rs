//! Arrows between crates point down.
//!
//! The floors are in ARCHITECTURE.md. A crate may use crates of lower floors; development-only
//! crates may be used by tests, and by xtask. To add a crate, give it a floor here: that is the
//! architecture change its reviewer looks for.

use toml::{Table, Value};

use super::tree::{Finding, Tree};

/// The product's crates, and how high each stands.
const FLOORS: [(&str, u32); 9] = [
    ("feel", 0),
    ("sheet", 0),
    ("goals", 1),
    ("forecast", 2),
    ("store", 2),
    ("sources", 2),
    ("ops", 3),
    ("api", 4),
    ("azimuth", 5),
];

/// Crates that are never shipped.
const DEVELOPMENT_ONLY: [&str; 2] = ["testkit", "xtask"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen = Vec::new();
    for (path, text) in tree.files() {
        let Some(name) = crate_of(path) else { continue };
        seen.push(name);
        match text.parse::<Table>() {
            Ok(manifest) => check_crate(path, name, &manifest, &mut findings),
            Err(error) => findings.push(Finding::file(path, format!("not TOML: {error}"))),
        }
    }
    for (name, _) in FLOORS.iter().filter(|(name, _)| !seen.contains(name)) {
        let message = format!("the crate `{name}` has a floor but does not exist");
        findings.push(Finding::file("crates", message));
    }
    findings
}

/// `crates/NAME/Cargo.toml` or `xtask/Cargo.toml` → the crate's name.
fn crate_of(path: &str) -> Option<&str> {
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["crates", name, "Cargo.toml"] => Some(name),
        ["xtask", "Cargo.toml"] => Some("xtask"),
        _ => None,
    }
}

fn check_crate(path: &str, name: &str, manifest: &Table, findings: &mut Vec<Finding>) {
    let floor = floor_of(name);
    if floor.is_none() && !DEVELOPMENT_ONLY.contains(&name) {
        let message = format!("`{name}` has no floor; give it one in xtask/src/tidy/floors.rs");
        findings.push(Finding::file(path, message));
        return;
    }
    for (kind, used) in dependencies(manifest) {
        if let Some(problem) = judge(name, floor, kind, &used) {
            findings.push(Finding::file(path, problem));
        }
    }
}

fn floor_of(name: &str) -> Option<u32> {
    FLOORS.iter().find(|(known, _)| *known == name).map(|(_, floor)| *floor)
}

/// Why `name` must not use `used`, or `None`.
fn judge(name: &str, floor: Option<u32>, kind: &str, used: &str) -> Option<String> {
    match (floor, floor_of(used)) {
        (Some(own), Some(other)) if other >= own => Some(format!(
            "`{name}` (floor {own}) uses `{used}` (floor {other}); an arrow may only point down"
        )),
        (Some(_), None) if DEVELOPMENT_ONLY.contains(&used) && kind != "dev-dependencies" => {
            Some(format!("`{name}` ships `{used}`, which belongs into [dev-dependencies]"))
        }
        (None, Some(_)) => Some(format!(
            "`{name}` uses `{used}`; the tools build without the product, so that they answer at once"
        )),
        _ => None,
    }
}

/// Kind and name of every dependency, those of single platforms included.
fn dependencies(manifest: &Table) -> Vec<(&'static str, String)> {
    let platforms = manifest.get("target").and_then(Value::as_table).into_iter().flatten();
    let tables =
        std::iter::once(manifest).chain(platforms.filter_map(|(_, table)| table.as_table()));
    let mut found = Vec::new();
    for table in tables {
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let entries = table.get(kind).and_then(Value::as_table).into_iter().flatten();
            found.extend(entries.map(|(name, entry)| {
                // A renamed dependency says what it really is.
                let package = entry.get("package").and_then(Value::as_str).unwrap_or(name);
                (kind, package.to_owned())
            }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::tree::report;
    use super::*;

    /// All floors, with the given lines added to `crates/NAME/Cargo.toml`.
    fn check_with(name: &str, lines: &str) -> String {
        let mut files: Vec<(String, &str)> = FLOORS
            .iter()
            .map(|(known, _)| (format!("crates/{known}/Cargo.toml"), ""))
            .filter(|(path, _)| *path != format!("crates/{name}/Cargo.toml"))
            .collect();
        let own = if name == "xtask" { "xtask".to_owned() } else { format!("crates/{name}") };
        files.push((format!("{own}/Cargo.toml"), lines));
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
        report(&check(&Tree::of(&files)))
    }

    #[test]
    fn down_is_fine_and_so_are_test_tools() {
        let lines = "[dependencies]\ngoals.workspace = true\nserde = \"1\"\n\
                     [dev-dependencies]\ntestkit.workspace = true\n";
        assert_eq!(check_with("store", lines), "");
        assert_eq!(check_with("xtask", "[dependencies]\ntestkit.workspace = true\n"), "");
    }

    #[test]
    fn up_sideways_and_hidden_arrows_are_refused() {
        let cases = [
            ("goals", "[dependencies]\nstore.workspace = true\n", "may only point down"),
            ("store", "[dev-dependencies]\nops.workspace = true\n", "may only point down"),
            ("ops", "[target.'cfg(unix)'.dependencies]\napi.workspace = true\n", "point down"),
            ("goals", "[dependencies]\nx = { package = \"api\", path = \"y\" }\n", "point down"),
            ("ops", "[dependencies]\ntestkit.workspace = true\n", "belongs into"),
            ("testkit", "[dependencies]\ngoals.workspace = true\n", "answer at once"),
            ("feelings", "", "has no floor"),
        ];
        for (name, lines, expected) in cases {
            let report = check_with(name, lines);
            assert!(report.contains(expected), "{name} with {lines}: {report}");
        }
    }
}
