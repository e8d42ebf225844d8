//! FEEL, the expression language of the DMN standard: pure, with exact decimals and a limit on
//! everything.
//!
//! A formula is read once by [`parse`] against a [`Vocabulary`] and then evaluated as often as one
//! likes. What is wrong with it is a [`Problem`]; why a result is null is a [`Warning`]. Whatever
//! the formula needs from outside (the time, functions) comes from the [`Host`]. The one invariant:
//! no formula and no data make it panic, hang or use more than its [`Limits`]. Functions are added
//! in `builtin/`, one entry each.

mod builtin;
mod evaluate;
mod expression;
mod lexer;
mod number;
mod parser;
mod problem;
mod quantity;
mod temporal;
mod tree;
mod types;
mod value;
mod vocabulary;
mod warning;

pub use builtin::{Builtin, Family, Parameter, builtins, parameters};
pub use evaluate::{Evaluation, Function, Host, Limits, NoHost, Stop, Stopped};
pub use expression::{Call, Expression, Reference, UnaryTests};
pub use number::{DIGITS_MAX, EXPONENT_MAX, EXPONENT_MIN, Number, Rounding};
pub use parser::{LEVELS_MAX, SOURCE_BYTES_MAX, nearest, parse, parse_unary_tests};
pub use problem::{Problem, ProblemKind, Span, Suggestion};
pub use quantity::Quantity;
pub use temporal::{Date, DateTime, DaysDuration, MonthsDuration, Time, Zone, temporal};
pub use types::{Members, Type};
pub use value::{Context, List, Range, Value, compare, equal, holds, is_same};
pub use vocabulary::{HostFunction, HostParameter, Input, Takes, Vocabulary};
pub use warning::{WARNINGS_MAX, Warning, WarningKind};
