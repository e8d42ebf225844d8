//! No text makes the parser panic: `cargo +nightly fuzz run parse` in crates/feel.

#![no_main]

use feel::{Type, Vocabulary, parse, parse_unary_tests};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    let vocabulary = Vocabulary::new()
        .with_input("a", Type::Number)
        .with_input("a-b c", Type::Any)
        .with_input("目标 值", Type::list(Type::context([("x", Type::Number)])));
    let _ = parse(source, &vocabulary);
    let _ = parse(source, &vocabulary.clone().lenient());
    let _ = parse_unary_tests(source, Type::Number, &vocabulary);
});
