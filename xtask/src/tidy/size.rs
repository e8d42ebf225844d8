//! Files of at most 400 lines, functions of at most 70, lines of at most 100 columns.
//!
//! What fits on a screen fits into a head. Existing exceptions are in `xtask/tidy-ratchet.toml`
//! and shrink only (see [`super::ratchet`]).

use std::fs;
use std::path::Path;

use testkit::{Explain, Result};

use super::ratchet::{self, Exceptions, Excess};
use super::rust_source::{Class, RustSource};
use super::tree::{Finding, Tree};

const FILE_LINES_MAX: usize = 400;
const FUNCTION_LINES_MAX: usize = 70;
const COLUMNS_MAX: usize = 100;

/// A word this long is an address or a digest, and cannot be broken.
const UNBREAKABLE_WORD: usize = 60;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let exceptions = match read_exceptions(tree) {
        Ok(exceptions) => exceptions,
        Err(failure) => return vec![Finding::file(ratchet::PATH, failure.to_string())],
    };
    let mut findings = Vec::new();
    for (path, text) in tree.rust_files() {
        let excepted = exceptions.get(path).copied().unwrap_or_default();
        compare(path, &RustSource::new(text), excepted, &mut findings);
    }
    for path in exceptions.keys().filter(|path| tree.text(path).is_none()) {
        let message = format!("`{path}` does not exist; run `cargo xtask tidy --tighten`");
        findings.push(Finding::file(ratchet::PATH, message));
    }
    findings
}

/// Lowers every recorded number to what is true now, and drops what is no exception any more.
///
/// *Errors*: the file cannot be read or written.
pub(super) fn tighten(tree: &Tree, root: &Path) -> Result {
    let mut exceptions = read_exceptions(tree)?;
    let before = exceptions.clone();
    for (path, excess) in &mut exceptions {
        let now = tree.text(path).map(|text| measure(&RustSource::new(text))).unwrap_or_default();
        *excess = excess.lower(&now);
    }
    exceptions.retain(|_, excess| !excess.is_none());
    let text = ratchet::render(&exceptions);
    fs::write(root.join(ratchet::PATH), text).explain(format!("write {}", ratchet::PATH))?;
    println!("  {}: {} entries, before {}", ratchet::PATH, exceptions.len(), before.len());
    Ok(())
}

fn read_exceptions(tree: &Tree) -> Result<Exceptions> {
    ratchet::parse(tree.text(ratchet::PATH).unwrap_or_default())
}

/// How far a file is over each limit.
fn measure(source: &RustSource) -> Excess {
    let lines = line_count(source);
    let longest = source.functions().iter().map(|function| function.length).max().unwrap_or(0);
    Excess {
        lines: if lines > FILE_LINES_MAX { lines } else { 0 },
        longest_function: if longest > FUNCTION_LINES_MAX { longest } else { 0 },
        long_lines: long_lines(source).len(),
    }
}

fn compare(path: &str, source: &RustSource, excepted: Excess, findings: &mut Vec<Finding>) {
    let now = measure(source);
    if now.lines > excepted.lines {
        let limit = excepted.lines.max(FILE_LINES_MAX);
        let message = format!("{} lines, at most {limit}: split it by idea", now.lines);
        findings.push(Finding::file(path, message));
    }
    let function_max = excepted.longest_function.max(FUNCTION_LINES_MAX);
    for function in source.functions().iter().filter(|one| one.length > function_max) {
        let (name, length) = (&function.name, function.length);
        let message =
            format!("`{name}` has {length} lines, at most {function_max}: name its parts");
        findings.push(Finding::line(path, function.line, message));
    }
    if now.long_lines > excepted.long_lines {
        for (line, columns) in long_lines(source) {
            let message = format!("{columns} columns, at most {COLUMNS_MAX}");
            findings.push(Finding::line(path, line, message));
        }
    }
    for ((name, now), (_, excepted)) in now.numbers().into_iter().zip(excepted.numbers()) {
        if now < excepted {
            let message = format!(
                "better than the {name} = {excepted} in {}: run `cargo xtask tidy --tighten`",
                ratchet::PATH
            );
            findings.push(Finding::file(path, message));
        }
    }
}

fn line_count(source: &RustSource) -> usize {
    // The last line ends with a newline, after which `lines` sees an empty one.
    source.lines().count().saturating_sub(1)
}

/// Numbers and widths of the lines that are too long. Columns inside a literal don't count when
/// nothing else follows them: rustfmt leaves literals alone, and so do we.
fn long_lines(source: &RustSource) -> Vec<(usize, usize)> {
    let is_long = |line: &[(char, Class)]| {
        let beyond = line.iter().skip(COLUMNS_MAX);
        let has_text = beyond.clone().any(|(_, class)| *class != Class::Literal);
        let word_max = line
            .split(|(character, _)| character.is_whitespace())
            .map(<[(char, Class)]>::len)
            .max();
        has_text && word_max < Some(UNBREAKABLE_WORD)
    };
    let numbered = source.lines().enumerate().filter(|(_, line)| is_long(line));
    numbered.map(|(index, line)| (index + 1, line.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tree::report;
    use super::*;

    fn function(lines: usize) -> String {
        format!("fn long() {{\n{}}}\n", "    step();\n".repeat(lines - 2))
    }

    #[test]
    fn what_keeps_the_limits_is_left_alone() {
        let text = function(70) + &"// note\n".repeat(330);
        assert_eq!(check(&Tree::of(&[("a.rs", &text)])), []);
    }

    #[test]
    fn every_excess_is_named_with_its_place() {
        let text = format!("//! Page.\n{}// {}\n", function(71), "word ".repeat(20));
        let report = report(&check(&Tree::of(&[("a.rs", &text), ("b.rs", &"//\n".repeat(401))])));
        assert!(report.contains("a.rs:2: `long` has 71 lines, at most 70"), "{report}");
        assert!(report.contains("a.rs:73: 103 columns, at most 100"), "{report}");
        assert!(report.contains("b.rs: 401 lines, at most 400"), "{report}");
    }

    #[test]
    fn literals_and_addresses_may_be_long() {
        let string = format!("const TEXT: &str = \"{}\n\";\n", "word ".repeat(30));
        let address = format!("// see {}\n", "x".repeat(120));
        assert_eq!(check(&Tree::of(&[("a.rs", &string), ("b.rs", &address)])), []);
    }

    #[test]
    fn an_exception_is_a_ceiling_and_a_floor() {
        let ratchet = "[\"a.rs\"]\nlongest_function = 80\n";
        let check_with = |lines| {
            report(&check(&Tree::of(&[("a.rs", &function(lines)), (ratchet::PATH, ratchet)])))
        };
        assert_eq!(check_with(80), "");
        assert!(check_with(81).contains("has 81 lines, at most 80"), "{}", check_with(81));
        assert!(check_with(79).contains("run `cargo xtask tidy --tighten`"), "{}", check_with(79));
        let gone = report(&check(&Tree::of(&[(ratchet::PATH, ratchet)])));
        assert!(gone.contains("`a.rs` does not exist"), "{gone}");
    }
}
