//! Cells that a spreadsheet program would run as a formula.
//!
//! A text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe in
//! front when it is written, and loses exactly that one when it is read. *Source*: the OWASP page
//! on CSV injection. Numbers stay numbers.

use std::borrow::Cow;

/// What a spreadsheet program takes for the beginning of a formula.
const BEGINNINGS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The text as a spreadsheet program shows it and does not run it.
///
/// ```
/// use sheet::escape::{escaped, unescaped};
/// assert_eq!(escaped("=1+2"), "'=1+2");
/// assert_eq!(escaped("-12.5"), "-12.5");
/// assert_eq!(unescaped("'=1+2"), "=1+2");
/// assert_eq!(escaped("'=1"), "''=1");
/// assert_eq!(unescaped("'tis"), "'tis");
/// ```
pub fn escaped(text: &str) -> Cow<'_, str> {
    if is_formula(text) && !is_number(text) {
        return Cow::Owned(format!("'{text}"));
    }
    Cow::Borrowed(text)
}

/// The text as it was before it was escaped.
pub fn unescaped(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest) && !is_number(rest) => rest,
        _ => text,
    }
}

/// Whether it would be run, or was escaped before: apostrophes in front are counted as well, so
/// that each writing adds one and each reading takes one away.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(BEGINNINGS)
}

/// Digits with a sign, a point and an exponent: a program that reads the file has to find it again.
fn is_number(text: &str) -> bool {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    is_plain && text.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_again() {
        let texts = [
            "",
            "a",
            "=1",
            "+1",
            "-1",
            "-a",
            "@x",
            "\tx",
            "\rx",
            "'",
            "''",
            "'=",
            "''=x",
            "'a",
            "+86 10 1234",
            "-1e3",
            "1-2",
            "--1",
            "-inf",
            "'-1",
            "'+",
            "+",
        ];
        for text in texts {
            let written = escaped(text);
            assert_eq!(unescaped(&written), text, "{text:?} → {written:?}");
            let runs = written.starts_with(BEGINNINGS) && !is_number(&written);
            assert!(!runs, "{text:?} is written as {written:?}");
        }
    }
}
