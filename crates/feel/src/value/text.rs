//! Values as text: what `string(value)` gives.

use std::fmt;

use super::{Range, Value};
use crate::lexer::is_plain_name;

impl fmt::Display for Value {
    /// As `string(value)` writes it. A string alone stands without quotes, inside something else
    /// with them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Number(value) => write!(f, "{value}"),
            Self::String(value) => f.write_str(value),
            Self::Date(value) => write!(f, "{value}"),
            Self::Time(value) => write!(f, "{value}"),
            Self::DateTime(value) => write!(f, "{value}"),
            Self::DaysDuration(value) => write!(f, "{value}"),
            Self::MonthsDuration(value) => write!(f, "{value}"),
            Self::List(list) => {
                f.write_str("[")?;
                for (index, item) in list.items().iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { ", " })?;
                    write_inner(f, item)?;
                }
                f.write_str("]")
            }
            Self::Context(context) => {
                f.write_str("{")?;
                for (index, (name, value)) in context.entries().iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { ", " })?;
                    if is_plain_name(name) {
                        f.write_str(name)?;
                    } else {
                        write_quoted(f, name)?;
                    }
                    f.write_str(": ")?;
                    write_inner(f, value)?;
                }
                f.write_str("}")
            }
            Self::Range(range) => write_range(f, range),
            Self::Function(function) => write!(f, "{function}"),
        }
    }
}

fn write_inner(f: &mut fmt::Formatter<'_>, value: &Value) -> fmt::Result {
    match value {
        Value::String(text) => write_quoted(f, text),
        other => write!(f, "{other}"),
    }
}

fn write_quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    for character in text.chars() {
        match character {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            other => write!(f, "{other}")?,
        }
    }
    f.write_str("\"")
}

fn write_range(f: &mut fmt::Formatter<'_>, range: &Range) -> fmt::Result {
    match (&range.start, &range.end) {
        (Some(start), Some(end)) => {
            f.write_str(if range.start_included { "[" } else { "(" })?;
            write_inner(f, start)?;
            f.write_str("..")?;
            write_inner(f, end)?;
            f.write_str(if range.end_included { "]" } else { ")" })
        }
        (Some(start), None) => {
            f.write_str(if range.start_included { "(>=" } else { "(>" })?;
            write_inner(f, start)?;
            f.write_str(")")
        }
        (None, Some(end)) => {
            f.write_str(if range.end_included { "(<=" } else { "(<" })?;
            write_inner(f, end)?;
            f.write_str(")")
        }
        (None, None) => f.write_str("(..)"),
    }
}
