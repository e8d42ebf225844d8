//! Names: Chinese ones, names with spaces and signs, members, and what a formula uses.

use feel::{Type, Value, Vocabulary, parse};

use super::value_with;

#[test]
fn the_longest_declared_name_wins() {
    let vocabulary = Vocabulary::new()
        .with_input("closed", Type::Number)
        .with_input("closed on time", Type::Number)
        .with_input("a-b", Type::Number)
        .with_input("a", Type::Number)
        .with_input("b", Type::Number)
        .with_input("完成率（%）", Type::Number)
        .with_input("2026 target", Type::Number)
        .with_input("if approved", Type::Number);
    let inputs: Vec<Value> = [1, 2, 3, 40, 50, 6, 7, 8].map(Value::from).into();
    let cases = [
        ("closed", "1"),
        ("closed on time", "2"),
        ("closed  on\ttime + closed", "3"),
        ("a-b", "3"),
        ("a - b", "-10"),
        ("`a`-`b`", "-10"),
        ("完成率（%） * 2", "12"),
        ("2026 target - 2026", "-2019"),
        ("if approved", "8"),
        ("if true then a else b", "40"),
    ];
    for (source, expected) in cases {
        assert_eq!(value_with(source, &vocabulary, &inputs), expected, "{source}");
    }
}

#[test]
fn an_input_does_not_hide_a_function() {
    let vocabulary = Vocabulary::new()
        .with_input("count", Type::Number)
        .with_input("sum", Type::list(Type::Number));
    let inputs = [Value::from(3), Value::list(vec![Value::from(1), Value::from(2)])];
    assert_eq!(value_with("count(sum) + count + sum(sum)", &vocabulary, &inputs), "8");
}

#[test]
fn members_of_declared_lists_are_names_in_filters() {
    let row = Type::context([("on time", Type::Boolean), ("minutes", Type::Number)]);
    let vocabulary = Vocabulary::new().with_input("flights", Type::list(row));
    let flight = |on_time: bool, minutes: i32| {
        Value::context([("on time", Value::from(on_time)), ("minutes", Value::from(minutes))])
    };
    let flights = [Value::list(vec![flight(true, 5), flight(false, 40)])];
    let source = "count(flights[on time]) / count(flights)";
    assert_eq!(value_with(source, &vocabulary, &flights), "0.5");
    assert_eq!(value_with("sum(flights[not(on time)].minutes)", &vocabulary, &flights), "40");
    let problem = &parse("flights[ontime]", &vocabulary).unwrap_err()[0];
    assert_eq!(problem.suggestion().replacement.as_deref(), Some("on time"));
}

#[test]
fn a_formula_tells_what_it_uses_and_gives() {
    let vocabulary = Vocabulary::new()
        .with_input("a", Type::Number)
        .with_input("b", Type::Number)
        .with_input("c", Type::String);
    let formula = parse("if a > 1 then a / b else 0", &vocabulary).unwrap();
    let names: Vec<&str> = formula.references().iter().map(|one| &*one.name).collect();
    assert_eq!(names, ["a", "a", "b"]);
    assert_eq!(*formula.result_type(), Type::Number);
    assert_eq!(*parse("[a < b]", &vocabulary).unwrap().result_type(), Type::list(Type::Boolean));
}
