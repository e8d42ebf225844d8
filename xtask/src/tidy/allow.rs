//! No lint is silenced with `allow`.
//!
//! `#[expect(lint, reason = "…")]` says why, and complains itself once it is no longer needed.
//! Clippy's `allow_attributes` sees only what is compiled for this platform; this rule sees all.

use super::rust_source::RustSource;
use super::tree::{Finding, Tree};

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.rust_files() {
        let code = RustSource::new(text).code();
        for (index, line) in code.lines().enumerate() {
            let squeezed: String = line.split_whitespace().collect();
            if squeezed.contains("#[allow(") || squeezed.contains("#![allow(") {
                let message = "write `#[expect(lint, reason = \"…\")]` instead of `allow`";
                findings.push(Finding::line(path, index + 1, message));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::tree::report;
    use super::*;

    #[test]
    fn only_real_attributes_count() {
        let text = "// #[allow(dead_code)]\nconst A: &str = \"#[allow(x)]\";\n#[allow(dead_code)]\n\
                    #! [allow(unused)]\n#[expect(dead_code, reason = \"later\")]\nfn b() {}\n";
        let report = report(&check(&Tree::of(&[("a.rs", text)])));
        assert!(report.starts_with("a.rs:3: ") && report.contains("a.rs:4: "), "{report}");
        assert_eq!(report.lines().count(), 2, "{report}");
    }
}
