//! The rules of FEEL, sentence by sentence, through the public doors.

#![expect(clippy::unwrap_used, reason = "a test's panic is its report")]

mod builtins;
mod host;
mod laws;
mod limits;
mod operators;
mod problems;
mod vocabulary;

use feel::{Limits, NoHost, Value, Vocabulary, parse};

/// The value of a formula without inputs, as text.
fn value(source: &str) -> String {
    value_with(source, &Vocabulary::new(), &[])
}

fn value_with(source: &str, vocabulary: &Vocabulary, inputs: &[Value]) -> String {
    let expression = match parse(source, vocabulary) {
        Ok(expression) => expression,
        Err(problems) => panic!("{source}: {}", problems[0]),
    };
    expression.evaluate(inputs, &NoHost, Limits::default()).unwrap().value.to_string()
}

/// Every formula has the value behind it.
fn check(cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        assert_eq!(value(source), *expected, "{source}");
    }
}
