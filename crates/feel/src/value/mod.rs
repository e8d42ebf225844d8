//! What a formula computes with.
//!
//! [`Value`] is one value of any type; cloning it is cheap, because what is large is shared. Here
//! are the values themselves; `equality.rs` and `ordering.rs` compare them with three-valued logic,
//! `text.rs` writes them, `property.rs` answers `value.name`. The one invariant: lists and contexts
//! know their weight (how much they hold, all copies counted) and their depth, so that limits hold
//! without walking them.

mod context;
mod equality;
mod ordering;
mod property;
mod text;

use std::sync::Arc;

pub use context::Context;
pub use equality::{equal, is_same};
pub use ordering::{compare, holds};
pub(crate) use property::property;

use crate::evaluate::Function;
use crate::number::Number;
use crate::temporal::{Date, DateTime, DaysDuration, MonthsDuration, Time};

/// Bytes of a string that weigh as much as one value.
const BYTES_PER_WEIGHT: usize = 16;

/// One value.
///
/// *Missing*: `Null` is what is not known, and what an operation gives that cannot be done.
// A wide tag keeps what follows aligned; copies at odd places stall every step of an evaluation.
#[derive(Debug, Clone, Default)]
#[repr(u64)]
pub enum Value {
    /// Nothing is known.
    #[default]
    Null,
    /// True or false.
    Boolean(bool),
    /// An exact decimal.
    Number(Number),
    /// Text.
    String(Arc<str>),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A day and a time; with a zone an instant.
    DateTime(DateTime),
    /// A duration of days, hours, minutes and seconds.
    DaysDuration(DaysDuration),
    /// A duration of years and months.
    MonthsDuration(MonthsDuration),
    /// Values in order.
    List(Arc<List>),
    /// Values by name.
    Context(Arc<Context>),
    /// All values between two.
    Range(Arc<Range>),
    /// Something to call.
    Function(Arc<Function>),
}

/// Values in order, with their weight.
#[derive(Debug, Clone)]
pub struct List {
    items: Vec<Value>,
    size: Size,
}

/// All values between two ends.
#[derive(Debug, Clone)]
pub struct Range {
    /// Where it begins; `None` when it has no beginning.
    pub start: Option<Value>,
    /// Whether the beginning belongs to it.
    pub start_included: bool,
    /// Where it ends; `None` when it has no end.
    pub end: Option<Value>,
    /// Whether the end belongs to it.
    pub end_included: bool,
}

/// How much a value holds, and how deeply it nests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) weight: u32,
    pub(crate) depth: u16,
}

impl Size {
    /// Of something that holds these.
    pub(crate) fn around<'a>(values: impl IntoIterator<Item = &'a Value>) -> Self {
        let mut size = Self { weight: 1, depth: 0 };
        for value in values {
            let inner = value.size();
            size.weight = size.weight.saturating_add(inner.weight);
            size.depth = size.depth.max(inner.depth);
        }
        Self { depth: size.depth.saturating_add(1), ..size }
    }
}

impl List {
    /// The values in order.
    pub fn items(&self) -> &[Value] {
        &self.items
    }
}

impl Value {
    /// A string.
    pub fn string(text: impl AsRef<str>) -> Self {
        Self::String(Arc::from(text.as_ref()))
    }

    /// A list.
    pub fn list(items: Vec<Value>) -> Self {
        let size = Size::around(&items);
        Self::List(Arc::new(List { items, size }))
    }

    /// A context; of two entries with one name the later counts.
    pub fn context<Name: AsRef<str>>(entries: impl IntoIterator<Item = (Name, Value)>) -> Self {
        let own = |(name, value): (Name, Value)| (Arc::from(name.as_ref()), value);
        Self::Context(Arc::new(Context::new(entries.into_iter().map(own).collect())))
    }

    /// A range.
    pub(crate) fn range(range: Range) -> Self {
        Self::Range(Arc::new(range))
    }

    /// Whether nothing is known.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether it is `true`, and nothing else.
    pub fn is_true(&self) -> bool {
        matches!(self, Self::Boolean(true))
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<Number> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// What its type is called.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(_) => "boolean",
            Self::Number(_) => "number",
            Self::String(_) => "string",
            Self::Date(_) => "date",
            Self::Time(_) => "time",
            Self::DateTime(_) => "date and time",
            Self::DaysDuration(_) => "days and time duration",
            Self::MonthsDuration(_) => "years and months duration",
            Self::List(_) => "list",
            Self::Context(_) => "context",
            Self::Range(_) => "range",
            Self::Function(_) => "function",
        }
    }

    /// How much it holds.
    pub(crate) fn size(&self) -> Size {
        match self {
            Self::String(text) => {
                let weight = 1 + text.len() / BYTES_PER_WEIGHT;
                Size { weight: u32::try_from(weight).unwrap_or(u32::MAX), depth: 0 }
            }
            Self::List(list) => list.size,
            Self::Context(context) => context.size(),
            Self::Range(range) => Size::around(range.start.iter().chain(&range.end)),
            Self::Function(function) => function.size(),
            _ => Size { weight: 1, depth: 0 },
        }
    }
}

impl PartialEq for Value {
    /// Whether FEEL says that they are equal, so that `null` equals `null`.
    fn eq(&self, other: &Self) -> bool {
        equal(self, other) == Some(true)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<Number> for Value {
    fn from(value: Number) -> Self {
        Self::Number(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Number(Number::from(value))
    }
}

impl From<i32> for Value {
    fn from(value: i32) -> Self {
        Self::Number(Number::from(value))
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::string(value)
    }
}

impl From<Option<bool>> for Value {
    fn from(value: Option<bool>) -> Self {
        value.map_or(Self::Null, Self::Boolean)
    }
}

impl From<Option<Number>> for Value {
    fn from(value: Option<Number>) -> Self {
        value.map_or(Self::Null, Self::Number)
    }
}
