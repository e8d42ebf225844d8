//! What the server refuses is said in both languages.
//!
//! A refusal carries a code and an English message. In another language the web application looks
//! the code up (`problem.code.CODE`); a code without a text would be read in English there. Codes
//! are found where they are written: as an argument of the functions that make refusals, as a
//! field `code`, and in the functions named `code`.

use std::collections::BTreeSet;

use serde_json::Value;

use super::rust_source::RustSource;
use super::tree::{Finding, Tree};

const TEXTS: &str = "web/src/shared/locales/zh-CN.json";

/// The floors whose refusals reach a person.
const FLOORS: [&str; 4] =
    ["crates/api/src/", "crates/goals/src/", "crates/ops/src/", "crates/sheet/src/"];

/// What makes a refusal, and which of its arguments is the code.
const MAKERS: [(&str, usize); 7] = [
    ("OpsError::field(", 1),
    (".refuse(", 1),
    ("ApiError::query(", 1),
    ("ApiError::status(", 1),
    ("ApiError::body(", 2),
    ("ApiError::malformed(", 0),
    (" refused(", 0),
];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let Some(known) = tree.text(TEXTS).and_then(known) else { return Vec::new() };
    let mut findings = Vec::new();
    for (path, text) in tree.rust_files().filter(|(path, _)| is_told(path)) {
        let shipped = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        for (line, code) in codes(shipped) {
            if !known.contains(&code) {
                let message = format!("`{code}` has no text; add `problem.code.{code}` to {TEXTS}");
                findings.push(Finding::line(path, line, message));
            }
        }
    }
    findings
}

fn is_told(path: &str) -> bool {
    FLOORS.iter().any(|floor| path.starts_with(floor)) && !path.ends_with("/tests.rs")
}

/// The codes that have a text: those of `problem.code`, and the states beside it.
fn known(texts: &str) -> Option<BTreeSet<String>> {
    let texts: Value = serde_json::from_str(texts).ok()?;
    let problem = texts.get("problem")?.as_object()?;
    let codes = problem.get("code")?.as_object()?;
    Some(problem.keys().chain(codes.keys()).cloned().collect())
}

/// Every code in a source file, with its line.
fn codes(text: &str) -> Vec<(usize, String)> {
    let characters: Vec<char> = text.chars().collect();
    // Literals are blank in it and every character keeps its place.
    let code: Vec<char> = RustSource::new(text).code().chars().collect();
    let mut found = Vec::new();
    for (maker, wanted) in MAKERS {
        for start in places(&code, maker) {
            found.extend(argument(&characters, &code, start, wanted));
        }
    }
    for start in places(&code, " code: ") {
        found.extend(literal(&characters, start));
    }
    for body in places(&code, "fn code(") {
        let end = body + end_of_function(&code[body..]);
        let arms = places(&code[..end], "=> ").into_iter().filter(|at| *at > body);
        found.extend(arms.filter_map(|at| literal(&characters, at)));
    }
    let line = |at: usize| 1 + characters[..at].iter().filter(|c| **c == '\n').count();
    found.into_iter().map(|(at, word)| (line(at), word)).collect()
}

/// Where `needle` ends, each time it stands in `code`.
fn places(code: &[char], needle: &str) -> Vec<usize> {
    let needle: Vec<char> = needle.chars().collect();
    let at = code.windows(needle.len()).enumerate().filter(|(_, window)| *window == needle);
    at.map(|(at, _)| at + needle.len()).collect()
}

/// The argument of this index, when it is a word in quotes.
fn argument(
    characters: &[char],
    code: &[char],
    start: usize,
    wanted: usize,
) -> Option<(usize, String)> {
    let (mut depth, mut index, mut at) = (0, 0, start);
    while index < wanted {
        match code.get(at)? {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => return None,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => index += 1,
            _ => {}
        }
        at += 1;
    }
    literal(characters, at)
}

/// The word in quotes that begins here, after blanks.
fn literal(characters: &[char], start: usize) -> Option<(usize, String)> {
    let blanks = characters[start..].iter().take_while(|c| c.is_whitespace()).count();
    let rest = characters[start + blanks..].strip_prefix(&['"'])?;
    let end = rest.iter().position(|c| *c == '"')?;
    let word: String = rest[..end].iter().collect();
    let is_code = !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    is_code.then_some((start + blanks, word))
}

fn end_of_function(code: &[char]) -> usize {
    let mut depth = 0;
    for (at, character) in code.iter().enumerate() {
        match character {
            '{' => depth += 1,
            '}' if depth == 1 => return at,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

#[cfg(test)]
mod tests {
    use super::super::tree::report;
    use super::*;

    fn check_source(source: &str) -> String {
        let texts = r#"{"problem": {"stale": {"title": "旧"}, "code": {"too_long": "过长"}}}"#;
        let tree = Tree::of(&[(TEXTS, texts), ("crates/ops/src/kpi.rs", source)]);
        report(&check(&tree))
    }

    #[test]
    fn known_codes_are_fine_wherever_they_stand() {
        let source = "fn f() { OpsError::field(&format!(\"a.{b}\", x), \"too_long\", message);\n\
                      State { code: \"stale\", message }; checks.refuse(\"f\", code, \"text\") }\n";
        assert_eq!(check_source(source), "");
    }

    #[test]
    fn every_way_to_write_a_code_is_seen() {
        let cases = [
            "fn f() {\n OpsError::field(name(a, b), \"gone\", message) }",
            "fn f() {\n checks.refuse(\n\"name\",\n \"gone\", message) }",
            "fn f() {\n ApiError::body(StatusCode::CONFLICT, \"name\", \"gone\", text) }",
            "fn f() {\n ApiError::malformed(\"gone\", text) }",
            "fn f() {\n State { code: \"gone\" } }",
            "impl A {\n fn code(&self) -> &str { match self { A::B { .. } => \"gone\" } } }",
        ];
        for source in cases {
            let report = check_source(source);
            assert!(report.contains("`gone` has no text"), "{source}: {report}");
        }
    }

    #[test]
    fn tests_and_other_words_are_let_be() {
        let source = "fn key(&self) { match self { A => \"gone\" } }\n\
                      #[cfg(test)]\nmod tests { fn f() { E { code: \"gone\" } } }\n";
        assert_eq!(check_source(source), "");
    }
}
