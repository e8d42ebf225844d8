//! The two READMEs have the same chapters.
//!
//! Nobody can compare the sentences, but a chapter that exists in one language only shows in the
//! headings.

use super::tree::{Finding, Tree};

const ENGLISH: &str = "README.md";
const CHINESE: &str = "README.zh-CN.md";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut missing = Vec::new();
    let mut read = |path| {
        let text = tree.text(path);
        if text.is_none() {
            missing.push(Finding::file(path, "missing"));
        }
        headings(text.unwrap_or_default())
    };
    let (english, chinese) = (read(ENGLISH), read(CHINESE));
    if !missing.is_empty() {
        return missing;
    }
    let levels =
        |headings: &[(usize, String)]| headings.iter().map(|(level, _)| *level).collect::<Vec<_>>();
    if levels(&english) == levels(&chinese) {
        return Vec::new();
    }
    let pairs = english.iter().zip(&chinese);
    let place = match pairs.clone().find(|(one, other)| one.0 != other.0) {
        Some((one, other)) => format!("they part at \"{}\" and \"{}\"", one.1, other.1),
        None => {
            let rest = if english.len() > chinese.len() { &english } else { &chinese };
            format!("one goes on with \"{}\"", rest[english.len().min(chinese.len())].1)
        }
    };
    let (english, chinese) = (english.len(), chinese.len());
    let message = format!("{english} headings, {chinese} in {CHINESE}; {place}");
    vec![Finding::file(ENGLISH, message)]
}

/// Level and text of every heading outside code blocks.
fn headings(text: &str) -> Vec<(usize, String)> {
    let mut headings = Vec::new();
    let mut is_code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
            continue;
        }
        let level = line.chars().take_while(|character| *character == '#').count();
        if !is_code && level > 0 && line[level..].starts_with(' ') {
            headings.push((level, line[level..].trim().to_owned()));
        }
    }
    headings
}

#[cfg(test)]
mod tests {
    use super::super::tree::report;
    use super::*;

    fn check_both(english: &str, chinese: &str) -> String {
        report(&check(&Tree::of(&[(ENGLISH, english), (CHINESE, chinese)])))
    }

    #[test]
    fn the_same_chapters_in_other_words_are_fine() {
        let english = "# Azimuth\n```\n# a comment\n```\n## Start\n";
        assert_eq!(check_both(english, "# 方位\n## 开始\n"), "");
    }

    #[test]
    fn the_first_difference_is_named() {
        let report = check_both("# A\n## B\n### C\n", "# 甲\n### 丙\n");
        assert!(report.contains("they part at \"B\" and \"丙\""), "{report}");
        let report = check_both("# A\n## B\n", "# 甲\n");
        assert!(report.contains("one goes on with \"B\""), "{report}");
    }

    #[test]
    fn both_must_exist() {
        assert_eq!(report(&check(&Tree::of(&[(ENGLISH, "")]))), "README.zh-CN.md: missing");
    }
}
