//! A range written as text for `range("[1..3]")`: only literals may stand at its ends.

use super::Parser;
use crate::temporal::{Date, DateTime, DaysDuration, MonthsDuration, Time};
use crate::tree::{Form, Kind, Node};
use crate::value::{Range, Value};
use crate::vocabulary::Vocabulary;

/// The longest text of a range.
const TEXT_BYTES_MAX: usize = 1_000;

/// The range that a text writes; `None` when it writes none.
pub(crate) fn parse_range(text: &str) -> Option<Range> {
    if text.len() > TEXT_BYTES_MAX {
        return None;
    }
    let vocabulary = Vocabulary::new();
    let mut parser = Parser::new(text, &vocabulary);
    let parsed = parser.whole(Parser::expression).ok()?;
    let ends = match parsed.node.kind {
        Kind::Constant(Value::Range(range)) => return Some((*range).clone()),
        Kind::Range(ends) => ends,
        _ => return None,
    };
    let start = literal(&ends.start?)?;
    let end = literal(&ends.end?)?;
    let (start_included, end_included) = (ends.start_included, ends.end_included);
    Some(Range { start: Some(start), start_included, end: Some(end), end_included })
}

/// A literal, or a date, time or duration made of one.
fn literal(node: &Node) -> Option<Value> {
    match &node.kind {
        Kind::Constant(value) => Some(value.clone()),
        Kind::Builtin(call) if call.form == Form::Positional && call.arguments.len() == 1 => {
            let Kind::Constant(Value::String(text)) = &call.arguments.first()?.kind else {
                return None;
            };
            match call.builtin.name {
                "date" => Date::parse(text).map(Value::Date),
                "time" => Time::parse(text).map(Value::Time),
                "date and time" => DateTime::parse(text).map(Value::DateTime),
                "duration" => match MonthsDuration::parse(text) {
                    Some(months) => Some(Value::MonthsDuration(months)),
                    None => DaysDuration::parse(text).map(Value::DaysDuration),
                },
                _ => None,
            }
        }
        _ => None,
    }
}
