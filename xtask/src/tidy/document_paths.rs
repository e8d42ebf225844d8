//! Documents name only what exists.
//!
//! A map with streets that were torn down is worse than none. Every path in backticks in a
//! document that begins in one of our top folders is looked up; a path with a placeholder
//! (`NOUN`, `*`) stands for many and is not.

use super::tree::{Finding, Tree};

const FOLDERS: [&str; 6] = ["crates/", "xtask/", "web/", "docs/", "demo/", ".ci/"];

/// Made on the spot, never in the repository.
const BUILT: [&str; 2] = ["web/node_modules", "web/dist"];

const PLACEHOLDERS: [&str; 8] = ["NOUN", "NAME", "VERB", "FEATURE", "*", "<", "{", "…"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (document, text) in tree.files().filter(|(path, _)| path.ends_with(".md")) {
        for (index, line) in text.lines().enumerate() {
            for path in paths(line).filter(|path| !tree.contains(path)) {
                let message = format!("`{path}` does not exist");
                findings.push(Finding::line(document, index + 1, message));
            }
        }
    }
    findings
}

/// The paths in backticks, without what follows them: `crates/goals/src/kpi.rs::score`.
fn paths(line: &str) -> impl Iterator<Item = &str> {
    let quoted = line.split('`').skip(1).step_by(2);
    let first =
        quoted.filter_map(|text| text.split(|c: char| c.is_whitespace() || c == ':').next());
    first.filter(|path| {
        FOLDERS.iter().any(|folder| path.starts_with(folder))
            && !BUILT.iter().any(|folder| path.starts_with(folder))
            && !PLACEHOLDERS.iter().any(|word| path.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tree::report;
    use super::*;

    #[test]
    fn a_path_must_lead_somewhere() {
        let text = "See `crates/goals/src/kpi.rs::score`, `crates/goals/src/`, `web/dist/x`,\n\
                    `crates/ops/src/NOUN.rs`, `cargo xtask demo` and `crates/goals/src/gone.rs`.\n";
        let tree = Tree::of(&[("A.md", text), ("crates/goals/src/kpi.rs", "")]);
        let report = report(&check(&tree));
        assert_eq!(report, "A.md:2: `crates/goals/src/gone.rs` does not exist");
    }
}
