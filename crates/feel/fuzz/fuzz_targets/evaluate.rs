//! No formula makes the evaluator panic or run on: `cargo +nightly fuzz run evaluate` in
//! crates/feel.

#![no_main]

use feel::{Limits, NoHost, Value, Vocabulary, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    let list = Value::list((1..=20).map(Value::from).collect());
    let inputs = [("a", Value::from(3)), ("b", Value::Null), ("l", list)];
    let (vocabulary, slots) = Vocabulary::of_values(inputs);
    if let Ok(expression) = parse(source, &vocabulary.lenient()) {
        let limits = Limits { fuel: 100_000, ..Limits::default() };
        let _ = expression.evaluate(&slots, &NoHost, limits).map(|done| done.value.to_string());
    }
});
