//! Types: what a name is declared as, and what `instance of` asks.

use std::fmt;
use std::sync::Arc;

use crate::temporal::{DateTime, Time};
use crate::value::Value;

/// The type of values.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Type {
    /// Any value; nothing is known about it.
    #[default]
    Any,
    /// `null` alone.
    Null,
    /// True or false.
    Boolean,
    /// Exact decimals.
    Number,
    /// Text.
    String,
    /// Days.
    Date,
    /// Times of day.
    Time,
    /// Days with a time.
    DateTime,
    /// Durations of days and time.
    DaysDuration,
    /// Durations of years and months.
    MonthsDuration,
    /// Lists of one type.
    List(Arc<Type>),
    /// Contexts with at least these members.
    Context(Arc<Members>),
    /// Ranges between values of one type.
    Range(Arc<Type>),
    /// Functions from these types to one.
    Function(Arc<(Vec<Type>, Type)>),
}

/// The members of a context.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Members {
    /// Names and types, in order.
    pub members: Vec<(Arc<str>, Type)>,
    /// Whether other names are mistakes.
    pub is_closed: bool,
}

impl Members {
    /// The type of the member of this name.
    pub fn get(&self, name: &str) -> Option<&Type> {
        self.members.iter().find(|(own, _)| **own == *name).map(|(_, ty)| ty)
    }
}

impl Type {
    /// A list of this type.
    pub fn list(item: Self) -> Self {
        Self::List(Arc::new(item))
    }

    /// A context that has these members and no others.
    pub fn context<Name: AsRef<str>>(members: impl IntoIterator<Item = (Name, Self)>) -> Self {
        let own = |(name, ty): (Name, Self)| (Arc::from(name.as_ref()), ty);
        let members = members.into_iter().map(own).collect();
        Self::Context(Arc::new(Members { members, is_closed: true }))
    }

    /// The simple type of this name.
    pub(crate) fn simple(name: &str) -> Option<Self> {
        Some(match name {
            "Any" => Self::Any,
            "Null" => Self::Null,
            "boolean" => Self::Boolean,
            "number" => Self::Number,
            "string" => Self::String,
            "date" => Self::Date,
            "time" => Self::Time,
            "date and time" | "dateTime" => Self::DateTime,
            "days and time duration" | "dayTimeDuration" => Self::DaysDuration,
            "years and months duration" | "yearMonthDuration" => Self::MonthsDuration,
            "list" => Self::list(Self::Any),
            "context" => Self::Context(Arc::default()),
            "range" => Self::Range(Arc::new(Self::Any)),
            _ => return None,
        })
    }

    /// `value instance of type`: `null` is an instance of `Null` alone, members and items of a
    /// value may be null.
    pub fn has_instance(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Null, value) => value.is_null(),
            (_, Value::Null) => false,
            (Self::Any, _) => true,
            (Self::Boolean, Value::Boolean(_))
            | (Self::Number, Value::Number(_))
            | (Self::String, Value::String(_))
            | (Self::Date, Value::Date(_))
            | (Self::Time, Value::Time(_))
            | (Self::DateTime, Value::DateTime(_))
            | (Self::DaysDuration, Value::DaysDuration(_))
            | (Self::MonthsDuration, Value::MonthsDuration(_)) => true,
            (Self::List(item), Value::List(list)) => {
                list.items().iter().all(|value| item.allows(value))
            }
            (Self::Context(members), Value::Context(context)) => {
                let fits = |(name, ty): &(Arc<str>, Self)| {
                    context.get(name).is_some_and(|value| ty.allows(value))
                };
                members.members.iter().all(fits)
            }
            (Self::Range(ty), Value::Range(range)) => {
                range.start.iter().chain(&range.end).all(|value| ty.has_instance(value))
            }
            (Self::Function(expected), Value::Function(function)) => function.conforms(expected),
            _ => false,
        }
    }

    /// The same, but `null` is fine.
    fn allows(&self, value: &Value) -> bool {
        value.is_null() || self.has_instance(value)
    }

    /// Whether every value of this type is one of `other`.
    pub(crate) fn conforms(&self, other: &Self) -> bool {
        match (self, other) {
            (_, Self::Any) | (Self::Null, _) => true,
            (Self::List(own), Self::List(other)) | (Self::Range(own), Self::Range(other)) => {
                own.conforms(other)
            }
            (Self::Context(own), Self::Context(other)) => {
                let fits = |(name, ty): &(Arc<str>, Self)| {
                    own.get(name).is_some_and(|own| own.conforms(ty))
                };
                other.members.iter().all(fits)
            }
            (Self::Function(own), Self::Function(other)) => {
                let parameters = own.0.iter().zip(&other.0);
                own.0.len() == other.0.len()
                    && parameters.into_iter().all(|(own, other)| other.conforms(own))
                    && own.1.conforms(&other.1)
            }
            (own, other) => own == other,
        }
    }

    /// The value as one of this type, by the conversions that DMN makes by itself: a list of one
    /// becomes its item, a single value a list, a day its midnight in UTC.
    ///
    /// *Missing*: `None` when there is no such conversion; `null` stays. *Source*: DMN, "implicit
    /// conversions".
    ///
    /// ```
    /// use feel::{Type, Value};
    /// let one = Value::list(vec![Value::from(1)]);
    /// assert_eq!(Type::Number.coerce(one), Some(Value::from(1)));
    /// assert_eq!(Type::Number.coerce(Value::from("1")), None);
    /// ```
    pub fn coerce(&self, value: Value) -> Option<Value> {
        if self.allows(&value) {
            return Some(value);
        }
        match (self, &value) {
            (Self::List(item), single) if item.has_instance(single) => {
                Some(Value::list(vec![value]))
            }
            (_, Value::List(list)) if list.items().len() == 1 => {
                list.items().first().filter(|item| self.has_instance(item)).cloned()
            }
            (Self::DateTime, Value::Date(date)) => {
                Some(Value::DateTime(DateTime::new(*date, Time::MIDNIGHT).or_utc()))
            }
            _ => None,
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("Any"),
            Self::Null => f.write_str("Null"),
            Self::Boolean => f.write_str("boolean"),
            Self::Number => f.write_str("number"),
            Self::String => f.write_str("string"),
            Self::Date => f.write_str("date"),
            Self::Time => f.write_str("time"),
            Self::DateTime => f.write_str("date and time"),
            Self::DaysDuration => f.write_str("days and time duration"),
            Self::MonthsDuration => f.write_str("years and months duration"),
            Self::List(item) => write!(f, "list<{item}>"),
            Self::Range(item) => write!(f, "range<{item}>"),
            Self::Context(members) => {
                f.write_str("context<")?;
                for (index, (name, ty)) in members.members.iter().enumerate() {
                    write!(f, "{}{name}: {ty}", if index == 0 { "" } else { ", " })?;
                }
                f.write_str(">")
            }
            Self::Function(signature) => {
                f.write_str("function<")?;
                for (index, ty) in signature.0.iter().enumerate() {
                    write!(f, "{}{ty}", if index == 0 { "" } else { ", " })?;
                }
                write!(f, "> -> {}", signature.1)
            }
        }
    }
}
