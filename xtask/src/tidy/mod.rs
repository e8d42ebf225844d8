//! `cargo xtask tidy`: the rules of the house that no compiler knows.
//!
//! One file per rule, each a pure function from the [`Tree`] of text files to findings, and one
//! line in [`ALL`]. To add a rule, write the file with its tests and add the line. The one
//! invariant: a finding names the place, says what is wrong, and says what would be right.

mod allow;
mod document_paths;
mod floors;
mod generated;
mod locale;
mod migrations;
mod module_page;
mod origin;
mod ratchet;
mod readme;
mod refusal_words;
mod rust_source;
mod size;
mod tree;

use testkit::{Failure, Result};
use tree::{Finding, Tree};

use crate::repository::Repository;

pub(crate) const SUMMARY: &str = "floors, sizes, module pages, languages, migrations …";

pub(crate) const HELP: &str = "\
Checks the rules that no compiler knows, on every file git tracks or would track.

Usage: cargo xtask tidy [--tighten | --lock-migrations]

  --tighten           lower the numbers in xtask/tidy-ratchet.toml to what is true now;
                      it never raises one
  --lock-migrations   add new migrations to xtask/migrations.lock; from then on they are
                      append-only

Each rule is one file in xtask/src/tidy, and its first lines say why the rule exists.";

/// One rule.
struct Rule {
    name: &'static str,
    check: fn(&Tree) -> Vec<Finding>,
}

/// Every rule.
const ALL: [Rule; 11] = [
    Rule { name: "floors: arrows between crates point down", check: floors::check },
    Rule { name: "size: files, functions and lines stay readable", check: size::check },
    Rule { name: "module pages: every file says what lives in it", check: module_page::check },
    Rule { name: "allow: no lint is silenced without a reason", check: allow::check },
    Rule { name: "origin: no registry and no machine is named", check: origin::check },
    Rule { name: "locales: both languages say the same things", check: locale::check },
    Rule { name: "refusals: each is said in both languages", check: refusal_words::check },
    Rule { name: "generated: generated files say so", check: generated::check },
    Rule { name: "readme: both languages have the same chapters", check: readme::check },
    Rule { name: "migrations: shipped migrations are append-only", check: migrations::check },
    Rule { name: "paths: documents name only what exists", check: document_paths::check },
];

pub(crate) fn run(repository: &Repository, arguments: &[String]) -> Result {
    let tree = Tree::load(repository.root())?;
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => check(&tree),
        ["--tighten"] => size::tighten(&tree, repository.root()),
        ["--lock-migrations"] => migrations::lock(&tree, repository.root()),
        _ => Err(Failure::new("the options are --tighten and --lock-migrations; see --help")),
    }
}

fn check(tree: &Tree) -> Result {
    let mut failed = 0;
    for rule in &ALL {
        let findings = (rule.check)(tree);
        println!("  {} ... {}", rule.name, if findings.is_empty() { "ok" } else { "FAILED" });
        for finding in &findings {
            println!("    {finding}");
        }
        failed += usize::from(!findings.is_empty());
    }
    println!("  {} rules passed, {failed} failed", ALL.len() - failed);
    match failed {
        0 => Ok(()),
        _ => Err(Failure::new(format!("{failed} of {} rules are broken", ALL.len()))),
    }
}
