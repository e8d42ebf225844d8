//! Every Rust file begins with a page that says what lives in it.
//!
//! A reader who opens a file from a search result has no other map.

use super::tree::{Finding, Tree};

/// One word only repeats the file's name; a formula may be as short as "Σ value".
const WORDS_MIN: usize = 2;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.rust_files() {
        let page: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("//!")).collect();
        let words = page.iter().flat_map(|line| line.split_whitespace()).count();
        if page.is_empty() {
            findings.push(Finding::line(path, 1, "begin with a `//!` page: what lives here?"));
        } else if words < WORDS_MIN {
            findings.push(Finding::line(path, 1, "the `//!` page says nothing yet"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::tree::report;
    use super::*;

    #[test]
    fn a_page_is_there_and_says_something() {
        let tree = Tree::of(&[
            ("a.rs", "//! What lives here, and why.\n\nfn a() {}\n"),
            ("b.rs", "use std::fmt;\n//! Too late.\n"),
            ("c.rs", "//! c\n"),
            ("d.md", "no page needed\n"),
        ]);
        let report = report(&check(&tree));
        assert_eq!(
            report,
            "b.rs:1: begin with a `//!` page: what lives here?\n\
             c.rs:1: the `//!` page says nothing yet"
        );
    }
}
