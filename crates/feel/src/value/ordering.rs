//! Which of two values comes first, and whether a value lies in a range.

use std::cmp::Ordering;

use super::{Range, Value};

/// The order of two values of one ordered type.
///
/// *Missing*: `None` for `null`, for different types, for types without an order, and for times
/// of which only one has a zone. *Source*: DMN, table 54.
pub fn compare(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => Some(left.cmp(right)),
        // UTF-8 keeps the order of the code points.
        (Value::String(left), Value::String(right)) => Some(left.cmp(right)),
        (Value::Date(left), Value::Date(right)) => Some(left.cmp(right)),
        (Value::Time(left), Value::Time(right)) => left.compare(right),
        (Value::DateTime(left), Value::DateTime(right)) => left.compare(right),
        (Value::DaysDuration(left), Value::DaysDuration(right)) => Some(left.cmp(right)),
        (Value::MonthsDuration(left), Value::MonthsDuration(right)) => Some(left.cmp(right)),
        _ => None,
    }
}

/// Whether `value` lies in `range`; `None` when they cannot be compared.
pub fn holds(range: &Range, value: &Value) -> Option<bool> {
    let after = match &range.start {
        Some(start) => {
            let order = compare(value, start)?;
            order.is_gt() || (range.start_included && order.is_eq())
        }
        None => true,
    };
    let before = match &range.end {
        Some(end) => {
            let order = compare(value, end)?;
            order.is_lt() || (range.end_included && order.is_eq())
        }
        None => true,
    };
    Some(after && before)
}
