//! Laws of decimals and of the parser, on random values.

use feel::{Limits, NoHost, Number, Rounding, Type, Value, Vocabulary, parse, parse_unary_tests};
use proptest::prelude::{
    Strategy, prop, prop_assert, prop_assert_eq, prop_assume, prop_oneof, proptest,
};

fn number() -> impl Strategy<Value = Number> {
    let coefficient = prop_oneof![
        -1_000_i128..1_000,
        -10_i128.pow(18)..10_i128.pow(18),
        -10_i128.pow(34) + 1..10_i128.pow(34),
    ];
    (coefficient, -40_i32..40)
        .prop_map(|(coefficient, exponent)| Number::new(coefficient, exponent).unwrap())
}

fn small() -> impl Strategy<Value = Number> {
    (-10_i128.pow(9)..10_i128.pow(9), -6_i32..6)
        .prop_map(|(coefficient, exponent)| Number::new(coefficient, exponent).unwrap())
}

proptest! {
    #[test]
    fn what_is_written_reads_back(number in number()) {
        prop_assert_eq!(number.to_string().parse::<Number>(), Ok(number));
    }

    #[test]
    fn sums_and_products_do_not_depend_on_the_order(a in number(), b in number()) {
        prop_assert_eq!(a.checked_add(b), b.checked_add(a));
        prop_assert_eq!(a.checked_mul(b), b.checked_mul(a));
        prop_assert_eq!(a.checked_sub(b), b.checked_sub(a).map(|rest| -rest));
    }

    #[test]
    fn small_sums_are_exact(a in small(), b in small(), c in small()) {
        let sum = |a: Number, b: Number| a.checked_add(b).unwrap();
        prop_assert_eq!(sum(sum(a, b), c), sum(a, sum(b, c)));
        let product = |a: Number, b: Number| a.checked_mul(b).unwrap();
        prop_assert_eq!(product(a, sum(b, c)), sum(product(a, b), product(a, c)));
        prop_assert_eq!(sum(a, b).checked_sub(b), Some(a));
    }

    #[test]
    fn a_quotient_times_its_divisor_comes_close(a in number(), b in number()) {
        prop_assume!(!b.is_zero());
        let back = a.checked_div(b).and_then(|quotient| quotient.checked_mul(b)).unwrap();
        let error = back.checked_sub(a).unwrap().abs();
        let allowed = a.abs().checked_mul(Number::new(2, -33).unwrap()).unwrap();
        prop_assert!(error <= allowed, "{} / {} is off by {}", a, b, error);
    }

    #[test]
    fn the_rest_lies_between_zero_and_the_divisor(a in number(), b in number()) {
        prop_assume!(!b.is_zero());
        let rest = a.modulo(b).unwrap();
        prop_assert!(rest.is_zero() || rest.is_negative() == b.is_negative());
        // Rounding to 34 digits may reach the divisor itself.
        prop_assert!(rest.abs() <= b.abs());
    }

    #[test]
    fn floor_and_ceiling_are_around(a in number(), scale in -5_i64..10) {
        let floor = a.round(scale, Rounding::Floor).unwrap();
        let ceiling = a.round(scale, Rounding::Ceiling).unwrap();
        prop_assert!(floor <= a && a <= ceiling);
        let nearest = a.round(scale, Rounding::HalfEven).unwrap();
        prop_assert!(nearest == floor || nearest == ceiling);
    }

    #[test]
    fn a_root_squares_back(a in small()) {
        let square = a.checked_mul(a).unwrap();
        prop_assert_eq!(square.sqrt(), Some(a.abs()));
    }

    #[test]
    fn floating_point_survives(value in proptest::num::f64::NORMAL | proptest::num::f64::ZERO) {
        let number = Number::from_f64(value).unwrap();
        prop_assert_eq!(number.to_f64(), value);
    }

    #[test]
    fn the_short_way_gives_what_the_long_way_gives(
        a in small(), b in small(), shape in prop::sample::select(SHAPES.to_vec()),
    ) {
        let vocabulary = Vocabulary::new()
            .with_input("x", Type::Number)
            .with_input("y", Type::Number);
        let inputs = [Value::Number(a), Value::Number(b)];
        // An item of a list is no part of the short way.
        let long = shape.replace('x', "[x][1]");
        let value = |source: &str| {
            let formula = parse(source, &vocabulary).unwrap();
            formula.evaluate(&inputs, &NoHost, Limits::default()).unwrap().value.to_string()
        };
        prop_assert_eq!(value(shape), value(&long));
    }

    #[test]
    fn no_text_makes_the_parser_panic(source in "\\PC{0,60}") {
        let vocabulary = Vocabulary::new().with_input("a b", Type::Any).lenient();
        let _ = parse(&source, &vocabulary);
        let _ = parse_unary_tests(&source, Type::Any, &vocabulary);
    }

    #[test]
    fn no_run_of_tokens_makes_the_parser_panic(
        tokens in prop::collection::vec(prop::sample::select(TOKENS.to_vec()), 0..30),
    ) {
        let vocabulary = Vocabulary::new().with_input("a", Type::Any).lenient();
        let source = tokens.join(" ");
        let _ = parse(&source, &vocabulary);
        let _ = parse_unary_tests(&source, Type::Any, &vocabulary);
    }
}

const TOKENS: [&str; 32] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    ".",
    "..",
    "-",
    "+",
    "*",
    "**",
    "<",
    "=",
    "a",
    "1",
    "\"s\"",
    "for",
    "in",
    "return",
    "if",
    "then",
    "else",
    "some",
    "satisfies",
    "function",
    "and",
    "between",
    "instance of",
    "?",
];

const SHAPES: [&str; 10] = [
    "x in [0..1000) or y in (> 5, ]x..7])",
    "x between y and 100 and x in (< y, [1..5])",
    "x / y",
    "x / y * 100",
    "(x - y) / (x + y)",
    "if x > y then x else -y",
    "if y = 0 then null else x / y",
    "x < y or x >= y and y != 0",
    "x / y / y * x",
    "-x * x * x * x * x",
];
