//! Equality with three outcomes.

use super::{Context, Range, Value};

/// `left = right` as DMN defines it.
///
/// *Missing*: `null` equals `null` and nothing else; values of different types are neither equal
/// nor different, which is `None`. *Source*: DMN, table 53.
///
/// ```
/// use feel::{Value, equal};
/// assert_eq!(equal(&Value::from(1), &Value::from(1)), Some(true));
/// assert_eq!(equal(&Value::from(1), &Value::Null), Some(false));
/// assert_eq!(equal(&Value::from(1), &Value::from("1")), None);
/// ```
pub fn equal(left: &Value, right: &Value) -> Option<bool> {
    match (left, right) {
        (Value::Null, Value::Null) => Some(true),
        (Value::Null, _) | (_, Value::Null) => Some(false),
        (Value::Boolean(left), Value::Boolean(right)) => Some(left == right),
        (Value::Number(left), Value::Number(right)) => Some(left == right),
        (Value::String(left), Value::String(right)) => Some(left == right),
        (Value::Date(left), Value::Date(right)) => Some(left == right),
        (Value::Time(left), Value::Time(right)) => Some(left.compare(right)?.is_eq()),
        (Value::DateTime(left), Value::DateTime(right)) => Some(left.compare(right)?.is_eq()),
        (Value::DaysDuration(left), Value::DaysDuration(right)) => Some(left == right),
        (Value::MonthsDuration(left), Value::MonthsDuration(right)) => Some(left == right),
        (Value::List(left), Value::List(right)) => equal_lists(left.items(), right.items()),
        (Value::Context(left), Value::Context(right)) => equal_contexts(left, right),
        (Value::Range(left), Value::Range(right)) => equal_ranges(left, right),
        _ => None,
    }
}

fn equal_lists(left: &[Value], right: &[Value]) -> Option<bool> {
    if left.len() != right.len() {
        return Some(false);
    }
    all(left.iter().zip(right).map(|(left, right)| equal(left, right)))
}

fn equal_contexts(left: &Context, right: &Context) -> Option<bool> {
    if left.entries().len() != right.entries().len() {
        return Some(false);
    }
    all(left.entries().iter().map(|(name, value)| match right.get(name) {
        Some(other) => equal(value, other),
        None => Some(false),
    }))
}

fn equal_ranges(left: &Range, right: &Range) -> Option<bool> {
    if left.start_included != right.start_included || left.end_included != right.end_included {
        return Some(false);
    }
    let ends = [(&left.start, &right.start), (&left.end, &right.end)];
    all(ends.into_iter().map(|(left, right)| match (left, right) {
        (Some(left), Some(right)) => equal(left, right),
        (left, right) => Some(left.is_none() == right.is_none()),
    }))
}

/// False if one is false, else unknown if one is unknown.
fn all(outcomes: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut result = Some(true);
    for outcome in outcomes {
        match outcome {
            Some(true) => {}
            Some(false) => return Some(false),
            None => result = None,
        }
    }
    result
}

/// `is(left, right)`: the same in the value space, so that two zones with one offset differ.
///
/// *Source*: DMN, "is".
pub fn is_same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Time(left), Value::Time(right)) => left == right,
        (Value::DateTime(left), Value::DateTime(right)) => left == right,
        _ => equal(left, right) == Some(true),
    }
}
