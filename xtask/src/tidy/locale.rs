//! Both languages say the same things.
//!
//! Every folder `locales` holds `en.json` and `zh-CN.json` with the same keys and the same
//! placeholders, no empty text, and no text that was copied instead of translated. Words that are
//! the same in both (OKR, Excel) are listed in `xtask/locale-same.txt`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::tree::{Finding, Tree};

const ENGLISH: &str = "en.json";
const CHINESE: &str = "zh-CN.json";
const SAME: &str = "xtask/locale-same.txt";

/// English distinguishes these from `_other`, Chinese does not.
const ENGLISH_PLURALS: [&str; 1] = ["_one"];

/// Texts by their keys, nested keys joined with dots.
type Texts = BTreeMap<String, String>;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let same: BTreeSet<&str> = tree.text(SAME).unwrap_or_default().lines().map(str::trim).collect();
    let folders: BTreeSet<&str> = tree
        .files()
        .filter_map(|(path, _)| path.rsplit_once('/'))
        .filter(|(folder, name)| {
            folder.rsplit('/').next() == Some("locales") && [ENGLISH, CHINESE].contains(name)
        })
        .map(|(folder, _)| folder)
        .collect();
    let mut findings = Vec::new();
    for folder in folders {
        match (read(tree, folder, ENGLISH), read(tree, folder, CHINESE)) {
            (Ok(english), Ok(chinese)) => compare(folder, &english, &chinese, &same, &mut findings),
            (english, chinese) => {
                findings.extend([english.err(), chinese.err()].into_iter().flatten());
            }
        }
    }
    findings
}

fn read(tree: &Tree, folder: &str, name: &str) -> Result<Texts, Finding> {
    let path = format!("{folder}/{name}");
    let text = tree.text(&path).ok_or_else(|| Finding::file(&path, "missing"))?;
    let value: Value = serde_json::from_str(text)
        .map_err(|error| Finding::line(&path, error.line(), format!("not JSON: {error}")))?;
    let mut texts = Texts::new();
    collect("", &value, &mut texts).map_err(|key| {
        Finding::file(&path, format!("`{key}` is neither a text nor a group of texts"))
    })?;
    Ok(texts)
}

/// *Errors*: the key of a value that is no text.
fn collect(prefix: &str, value: &Value, texts: &mut Texts) -> Result<(), String> {
    match value {
        Value::String(text) => {
            texts.insert(prefix.to_owned(), text.clone());
            Ok(())
        }
        Value::Object(group) => group.iter().try_for_each(|(key, value)| {
            let dot = if prefix.is_empty() { "" } else { "." };
            collect(&format!("{prefix}{dot}{key}"), value, texts)
        }),
        _ => Err(prefix.to_owned()),
    }
}

fn compare(
    folder: &str,
    english: &Texts,
    chinese: &Texts,
    same: &BTreeSet<&str>,
    findings: &mut Vec<Finding>,
) {
    let mut report = |name: &str, key: &str, problem: String| {
        findings.push(Finding::file(&format!("{folder}/{name}"), format!("`{key}` {problem}")));
    };
    for (name, texts) in [(ENGLISH, english), (CHINESE, chinese)] {
        for (key, _) in texts.iter().filter(|(_, text)| text.trim().is_empty()) {
            report(name, key, "is empty".to_owned());
        }
    }
    for (key, text) in english {
        let Some(translation) = chinese.get(key) else {
            if !is_english_plural(key, english) {
                report(CHINESE, key, format!("is missing; English: {text}"));
            }
            continue;
        };
        let (expected, found) = (placeholders(text), placeholders(translation));
        if expected != found {
            let message = format!("has the placeholders {found:?}, English has {expected:?}");
            report(CHINESE, key, message);
        }
        if text == translation && has_words(text) && !same.contains(text.as_str()) {
            let message =
                format!("is not translated: {text}; if it is the same, list it in {SAME}");
            report(CHINESE, key, message);
        }
    }
    for key in chinese.keys().filter(|key| !english.contains_key(*key)) {
        report(ENGLISH, key, "is missing".to_owned());
    }
}

/// Whether `key` is a plural that Chinese has no use for.
fn is_english_plural(key: &str, english: &Texts) -> bool {
    let stem = ENGLISH_PLURALS.iter().find_map(|plural| key.strip_suffix(plural));
    stem.is_some_and(|stem| english.contains_key(&format!("{stem}_other")))
}

/// The names in `{{name}}` and `{{name, format}}`.
fn placeholders(text: &str) -> BTreeSet<&str> {
    let parts = text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}"));
    parts.map(|(inner, _)| inner.split(',').next().unwrap_or_default().trim()).collect()
}

/// Whether anything is left to translate beside placeholders, digits and signs.
fn has_words(text: &str) -> bool {
    let mut rest = text;
    let mut outside = String::new();
    while let Some((before, after)) = rest.split_once("{{") {
        outside.push_str(before);
        rest = after.split_once("}}").map_or("", |(_, after)| after);
    }
    outside.push_str(rest);
    outside.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::super::tree::report;
    use super::*;

    fn check_both(english: &str, chinese: &str) -> String {
        report(&check(&Tree::of(&[
            ("web/src/features/kpi/locales/en.json", english),
            ("web/src/features/kpi/locales/zh-CN.json", chinese),
            (SAME, "OKR\n"),
        ])))
    }

    #[test]
    fn a_faithful_translation_is_fine() {
        let english = r#"{"title": "Goals", "okr": "OKR", "percent": "{{value}} %",
            "count_one": "One goal", "count_other": "{{count}} goals",
            "page": {"by": "by {{name}} on {{day, date}}"}}"#;
        let chinese = r#"{"title": "目标", "okr": "OKR", "percent": "{{value}} %",
            "count_other": "{{count}} 个目标", "page": {"by": "{{day, date}}，{{name}}"}}"#;
        assert_eq!(check_both(english, chinese), "");
    }

    #[test]
    fn every_gap_is_named() {
        let cases = [
            (r#"{"a": "x"}"#, "{}", "`a` is missing; English: x"),
            ("{}", r#"{"a": "甲"}"#, "en.json: `a` is missing"),
            (r#"{"a": "x"}"#, r#"{"a": " "}"#, "`a` is empty"),
            (r#"{"a": "x {{n}}"}"#, r#"{"a": "甲 {{m}}"}"#, "has the placeholders {\"m\"}"),
            (r#"{"a": "Goals"}"#, r#"{"a": "Goals"}"#, "is not translated: Goals"),
            (r#"{"a": 1}"#, "{}", "neither a text"),
            ("{", "{}", "not JSON"),
        ];
        for (english, chinese, expected) in cases {
            let report = check_both(english, chinese);
            assert!(report.contains(expected), "{english} and {chinese}: {report}");
        }
    }

    #[test]
    fn a_language_alone_is_a_gap() {
        let report = report(&check(&Tree::of(&[("web/src/app/locales/zh-CN.json", "{}")])));
        assert_eq!(report, "web/src/app/locales/en.json: missing");
    }
}
