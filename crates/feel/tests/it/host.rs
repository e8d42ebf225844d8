//! What comes from outside: the time and functions; and why results are null.

use std::sync::Arc;

use feel::{
    DateTime, Evaluation, Host, HostFunction, HostParameter, Limits, Takes, Type, Value,
    Vocabulary, parse,
};

struct Outside;

impl Host for Outside {
    fn now(&self) -> Option<DateTime> {
        DateTime::parse("2026-03-01T10:30:00@Asia/Shanghai")
    }

    fn call(&self, function: usize, arguments: &[Value]) -> Value {
        Value::string(format!("{function}: {}", arguments[0]))
    }
}

fn vocabulary() -> Vocabulary {
    let prev = HostFunction {
        name: Arc::from("prev"),
        parameters: vec![HostParameter {
            name: Arc::from("kpi"),
            takes: Takes::Name,
            is_optional: false,
        }],
        result: Type::Number,
        documentation: String::new(),
    };
    Vocabulary::new()
        .with_input("closed", Type::Number)
        .with_input("opened", Type::Number)
        .with_function(prev)
}

fn run(source: &str, inputs: &[Value]) -> Evaluation {
    let formula = parse(source, &vocabulary()).unwrap();
    formula.evaluate(inputs, &Outside, Limits::default()).unwrap()
}

fn warnings(source: &str, inputs: &[Value]) -> Vec<String> {
    run(source, inputs).warnings.iter().map(ToString::to_string).collect()
}

#[test]
fn the_host_says_what_time_it_is() {
    assert_eq!(run("today()", &[]).value.to_string(), "2026-03-01");
    assert_eq!(run("now().timezone", &[]).value.to_string(), "Asia/Shanghai");
}

#[test]
fn a_function_of_the_host_may_take_a_name() {
    assert_eq!(run("prev(closed)", &[Value::from(5)]).value.to_string(), "0: closed");
    let formula = parse("closed - prev(opened)", &vocabulary()).unwrap();
    let within: Vec<_> = formula.references().iter().map(|one| one.within.as_deref()).collect();
    assert_eq!(within, [None, Some("prev")]);
    assert_eq!(&*formula.calls()[0].names[0], "opened");
    let problem = &parse("prev(closed + 1)", &vocabulary()).unwrap_err()[0];
    assert_eq!(problem.code(), "name_needed");
}

#[test]
fn null_explains_itself() {
    let inputs = [Value::Null, Value::from(0)];
    let cases = [
        ("closed / opened * 100", "`closed` was null"),
        ("1 / opened", "division by 0"),
        ("opened + \"a\"", "`+` does not take number and string"),
        ("floor(\"a\")", "`floor` takes number as `n`, not string"),
        ("[1][3]", "the list has 1 items, none at 3"),
        ("{a: 1}.b", "there was no `b` in a value of type context"),
        ("sum([1, closed])", "`sum` takes numbers as `list`, not list"),
        ("closed > 1", "`closed` was null"),
    ];
    for (source, expected) in cases {
        let warnings = warnings(source, &inputs);
        assert!(run(source, &inputs).value.is_null(), "{source}");
        assert_eq!(warnings.first().map(String::as_str), Some(expected), "{source}");
    }
}

#[test]
fn a_known_result_has_no_warnings() {
    assert!(warnings("closed / opened", &[Value::from(1), Value::from(2)]).is_empty());
}
