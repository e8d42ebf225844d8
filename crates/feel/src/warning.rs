//! Why a result is null or not what one expects, as data.
//!
//! An evaluation never fails because of its data; it gives null and says here what was missing.
//! Codes are stable, the English sentences are the `Display`.

use std::fmt;

use crate::problem::Span;

/// At most this many are kept for one evaluation; the first ones explain the rest.
pub const WARNINGS_MAX: usize = 32;

/// Something that made a part of the result null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The part of the formula.
    pub span: Span,
    /// What happened there.
    pub kind: WarningKind,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WarningKind {
    /// Nothing was known where a value was needed.
    #[error("`{name}` was null")]
    WasNull {
        /// The piece of the formula, as it is written.
        name: String,
    },
    /// The operator does not take these types.
    #[error("`{operator}` does not take {left} and {right}")]
    OperandTypes {
        /// The operator.
        operator: &'static str,
        /// The type on its left.
        left: &'static str,
        /// The type on its right.
        right: &'static str,
    },
    /// A division by 0.
    #[error("division by 0")]
    DivisionByZero,
    /// The result is too large, or not defined.
    #[error("the result of `{operation}` is out of range")]
    OutOfRange {
        /// The operator or function.
        operation: &'static str,
    },
    /// The function does not take an argument of this type.
    #[error("`{function}` takes {expected} as `{parameter}`, not {found}")]
    ArgumentType {
        /// The function.
        function: &'static str,
        /// The parameter.
        parameter: String,
        /// What it takes.
        expected: &'static str,
        /// The type that was given.
        found: &'static str,
    },
    /// The function cannot do anything with this value.
    #[error("`{function}` cannot use the value of `{parameter}`")]
    ArgumentValue {
        /// The function.
        function: &'static str,
        /// The parameter.
        parameter: String,
    },
    /// The number or names of the arguments do not fit the function.
    #[error("the arguments do not fit `{function}`")]
    Arguments {
        /// The function, as it is written.
        function: String,
    },
    /// The value has no member of this name.
    #[error("there was no `{name}` in a value of type {owner}")]
    NoMember {
        /// The name.
        name: String,
        /// The type of the value.
        owner: &'static str,
    },
    /// No name of this kind was known.
    #[error("there was no `{name}`")]
    NoName {
        /// The name.
        name: String,
    },
    /// What was called is no function.
    #[error("a value of type {found} was called")]
    NotAFunction {
        /// Its type.
        found: &'static str,
    },
    /// The condition was neither true nor false.
    #[error("a condition was {found}, neither true nor false")]
    Condition {
        /// Its type.
        found: &'static str,
    },
    /// The list has no item there.
    #[error("the list has {length} items, none at {index}")]
    NoItem {
        /// The place that was asked for.
        index: String,
        /// How many items there are.
        length: usize,
    },
    /// The ends of a range, or of an iteration, do not belong together.
    #[error("a range from {start} to {end} is not possible")]
    RangeEnds {
        /// The type of the start.
        start: &'static str,
        /// The type of the end.
        end: &'static str,
    },
    /// The host does not say what time it is.
    #[error("`{function}` is not known here")]
    NoClock {
        /// The function.
        function: &'static str,
    },
    /// An argument is not of the type that the function declares.
    #[error("the value for `{parameter}` is not of type {expected}")]
    ParameterType {
        /// The parameter.
        parameter: String,
        /// The declared type.
        expected: String,
    },
}

impl WarningKind {
    /// The stable name of what happened.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WasNull { .. } => "was_null",
            Self::OperandTypes { .. } => "operand_types",
            Self::DivisionByZero => "division_by_zero",
            Self::OutOfRange { .. } => "out_of_range",
            Self::ArgumentType { .. } => "argument_type",
            Self::ArgumentValue { .. } => "argument_value",
            Self::Arguments { .. } => "arguments",
            Self::NoMember { .. } => "no_member",
            Self::NoName { .. } => "no_name",
            Self::NotAFunction { .. } => "not_a_function",
            Self::Condition { .. } => "condition",
            Self::NoItem { .. } => "no_item",
            Self::RangeEnds { .. } => "range_ends",
            Self::NoClock { .. } => "no_clock",
            Self::ParameterType { .. } => "parameter_type",
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)
    }
}
