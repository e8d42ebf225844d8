//! Columns as PostgreSQL's array literals: `{1,2,NULL}`, in one text.

use std::fmt::{Display, Write};

use sea_orm::sea_query::Value;

/// An array of what needs no quotes: identities, numbers, days, words of ours.
pub(super) fn array<R, T: Display>(rows: &[R], of: impl Fn(&R) -> Option<T>) -> Value {
    let each = |text: &mut String, row: &R| match of(row) {
        Some(value) => {
            write!(text, "{value}").expect("invariant: writing to a String cannot fail");
        }
        None => text.push_str("NULL"),
    };
    literal(rows, each).into()
}

/// An array of what people wrote.
pub(super) fn text_array<'a, R: 'a>(rows: &'a [R], of: impl Fn(&'a R) -> Option<&'a str>) -> Value {
    let each = |text: &mut String, row: &'a R| match of(row) {
        Some(words) => {
            text.push('"');
            for character in words.chars() {
                if matches!(character, '"' | '\\') {
                    text.push('\\');
                }
                text.push(character);
            }
            text.push('"');
        }
        None => text.push_str("NULL"),
    };
    literal(rows, each).into()
}

fn literal<'a, R>(rows: &'a [R], each: impl Fn(&mut String, &'a R)) -> String {
    let mut text = String::with_capacity(2 + rows.len() * 8);
    text.push('{');
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        each(&mut text, row);
    }
    text.push('}');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_is_quoted_and_nothing_is_null() {
        let numbers = array(&[Some(1.5), None, Some(-2e-7)], |value| value.map(|v: f64| v));
        assert_eq!(numbers, Value::from("{1.5,NULL,-0.0000002}"));
        let words = [Some("a, \"b\" \\ {c}"), None, Some(""), Some("NULL"), Some("准点")];
        let expected = r#"{"a, \"b\" \\ {c}",NULL,"","NULL","准点"}"#;
        assert_eq!(text_array(&words, |word| *word), Value::from(expected));
    }
}
