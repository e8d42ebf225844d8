//! No formula takes more than it may.

use feel::{Limits, NoHost, Stop, Vocabulary, parse};

fn stop(source: &str) -> Option<Stop> {
    let formula = parse(source, &Vocabulary::new()).unwrap();
    formula.evaluate(&[], &NoHost, Limits::default()).err().map(|stopped| stopped.reason)
}

#[test]
fn what_never_ends_runs_out_of_fuel() {
    let loops = [
        "for i in 1..1000000000 return i",
        "some i in 1..1000000000 satisfies false",
        "for a in 1..1000, b in 1..1000, c in 1..1000 return a",
        "count(for i in 1..100000 return count(partial))",
    ];
    for source in loops {
        assert_eq!(stop(source), Some(Stop::Fuel), "{source}");
    }
}

#[test]
fn recursion_ends() {
    let source = "(function(f, x) f(f, x + 1))(function(f, x) f(f, x + 1), 1)";
    assert_eq!(stop(source), Some(Stop::Depth));
    assert_eq!(stop("{f: function(n) f(n + 1), r: f(1)}"), Some(Stop::Depth));
}

#[test]
fn values_stay_small() {
    let doubled = "for i in 1..40 return if i = 1 then \"abcdefghijklmnop\" \
                   else partial[-1] + partial[-1]";
    assert!(matches!(stop(doubled), Some(Stop::Size | Stop::Fuel)));
    let nested = "for i in 1..500 return [partial[-1]]";
    assert_eq!(stop(nested), Some(Stop::Size));
    let shared = "for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]]";
    assert_eq!(stop(shared), Some(Stop::Size));
}

#[test]
fn patterns_that_go_back_are_given_up() {
    let source = "matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"^(a*)*\\1b$\")";
    assert_eq!(stop(source), None);
}

#[test]
fn what_was_spent_is_told() {
    let formula = parse("1 + 2", &Vocabulary::new()).unwrap();
    let done = formula.evaluate(&[], &NoHost, Limits::default()).unwrap();
    assert_eq!(done.spent, 3);
    let none = Limits { fuel: 2, ..Limits::default() };
    let stopped = formula.evaluate(&[], &NoHost, none).unwrap_err();
    assert_eq!(stopped.reason, Stop::Fuel);
}

#[test]
fn a_hundred_times_a_hundred_is_nothing() {
    let source = "count(for i in 1..100, j in 1..100 return i * j)";
    assert_eq!(super::value(source), "10000");
}
