//! Generated files say so, where they can: nobody edits by hand what the next run overwrites.
//!
//! A file called `*.gen.*`, and the files listed here, carry the word "generated" in their first
//! lines; JSON cannot, so all of them are also marked in `.gitattributes`, which folds them away
//! in reviews.

use super::tree::{Finding, Tree};

/// Generated files whose names don't show it.
const OTHERS: [&str; 2] = ["openapi.json", "docs/SCORING.md"];

/// How far down the notice may stand.
const NOTICE_LINES: usize = 12;

const ATTRIBUTES: &str = ".gitattributes";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let attributes = tree.text(ATTRIBUTES).unwrap_or_default();
    for pattern in OTHERS.into_iter().chain(["*.gen.ts"]) {
        if !is_marked(attributes, pattern) {
            let message = format!("add the line `{pattern} linguist-generated`");
            findings.push(Finding::file(ATTRIBUTES, message));
        }
    }
    for (path, text) in tree.files() {
        let is_generated = path.contains(".gen.") || OTHERS.contains(&path);
        if is_generated && !path.ends_with(".json") && !has_notice(text) {
            let message = "generated, and does not say so in its first lines";
            findings.push(Finding::file(path, message));
        }
    }
    findings
}

fn is_marked(attributes: &str, pattern: &str) -> bool {
    attributes.lines().any(|line| {
        let mut words = line.split_whitespace();
        words.next() == Some(pattern) && words.any(|word| word == "linguist-generated")
    })
}

fn has_notice(text: &str) -> bool {
    text.lines().take(NOTICE_LINES).any(|line| line.to_lowercase().contains("generated"))
}

#[cfg(test)]
mod tests {
    use super::super::tree::report;
    use super::*;

    #[test]
    fn generated_files_carry_a_notice_and_a_mark() {
        let attributes = "openapi.json linguist-generated\n*.gen.ts linguist-generated -diff\n\
                          docs/SCORING.md linguist-generated\n";
        let tree = Tree::of(&[
            (ATTRIBUTES, attributes),
            ("web/src/schema.gen.ts", "// This file was Auto-Generated.\n"),
            ("web/src/route-tree.gen.ts", "export const tree = 1\n"),
            ("openapi.json", "{}"),
        ]);
        assert_eq!(
            report(&check(&tree)),
            "web/src/route-tree.gen.ts: generated, and does not say so in its first lines"
        );
        let unmarked = report(&check(&Tree::of(&[])));
        assert_eq!(unmarked.lines().count(), 3, "{unmarked}");
    }
}
