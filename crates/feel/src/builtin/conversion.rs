//! From one type to another.

use std::sync::Arc;

use super::{Answer, Builtin, Call, Family};
use crate::number::Number;
use crate::parser::parse_range;
use crate::value::{Value, compare};

entries!(Conversion);

pub(super) const ALL: [Builtin; 3] = [
    entry("string", &["from"], "string", ("As text", "转为文本"), string),
    entry(
        "number",
        &["from", "from, grouping separator, decimal separator"],
        "number",
        ("A text as a number", "文本转为数字"),
        number,
    ),
    entry("range", &["from"], "range", ("A text as a range", "文本转为区间"), range),
];

fn string(call: &mut Call<'_, '_>) -> Answer {
    let value = call.any(0);
    if value.is_null() {
        return Err(call.wrong_type(0, "a value"));
    }
    if let Value::String(_) = value {
        return Ok(value.clone());
    }
    call.spend_on_arguments()?;
    Ok(Value::String(Arc::from(value.to_string())))
}

fn number(call: &mut Call<'_, '_>) -> Answer {
    if call.count() == 1
        && let Value::Number(number) = call.any(0)
    {
        return Ok(Value::Number(*number));
    }
    let text = call.string(0)?;
    let grouping = separator(call, 1, &[" ", ",", "."])?;
    let decimal = separator(call, 2, &[",", "."])?;
    if grouping.is_some() && grouping == decimal {
        return Err(call.wrong_value(2));
    }
    call.spend(text.len() / 16)?;
    let plain = match grouping {
        Some(grouping) => text.replace(grouping, ""),
        None => text.to_string(),
    };
    let plain = match decimal {
        Some(",") if plain.contains('.') => return Err(call.wrong_value(0)),
        Some(decimal) => plain.replace(decimal, "."),
        None => plain,
    };
    plain.parse::<Number>().map(Value::Number).map_err(|_| call.wrong_value(0))
}

/// One of the allowed separators, or none.
fn separator<'m>(call: &Call<'m, '_>, place: usize, allowed: &[&str]) -> Answer<Option<&'m str>> {
    if !call.has(place) {
        return Ok(None);
    }
    let text: &'m str = call.string(place)?;
    if allowed.contains(&text) { Ok(Some(text)) } else { Err(call.wrong_value(place)) }
}

/// Only literals may stand at the ends.
fn range(call: &mut Call<'_, '_>) -> Answer {
    let text = call.string(0)?;
    call.spend(100 + text.len())?;
    let range = parse_range(text).ok_or_else(|| call.wrong_value(0))?;
    let is_ordered = match (&range.start, &range.end) {
        (Some(start), Some(end)) => compare(start, end).is_some_and(|order| order.is_le()),
        _ => false,
    };
    if is_ordered { Ok(Value::range(range)) } else { Err(call.wrong_value(0)) }
}
