//! What is wrong with a formula: place, reason and suggestion, as data.
//!
//! A [`Problem`] says where, and [`ProblemKind`] what, with a stable code and its parameters; the
//! English sentences are the `Display` of both, other languages are made from the code. The one
//! invariant: every problem has a place inside the text and a suggestion.

use std::fmt;

/// Bytes of the text, `[start, end)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// Behind the last byte.
    pub end: u32,
}

impl Span {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        let narrow = |place| u32::try_from(place).unwrap_or(u32::MAX);
        Self { start: narrow(start), end: narrow(end) }
    }

    pub(crate) fn to(self, end: Self) -> Self {
        Self { start: self.start, end: end.end }
    }

    /// The piece of `source` that it covers; empty when it covers none.
    pub fn text(self, source: &str) -> &str {
        source.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// Something wrong with a formula.
///
/// ```
/// let vocabulary = feel::Vocabulary::new().with_input("closed", feel::Type::Number);
/// let problems = feel::parse("closd / 2", &vocabulary).unwrap_err();
/// assert_eq!(problems[0].to_string(), "1:1: there is no `closd` here; did you mean `closed`?");
/// assert_eq!(problems[0].suggestion().replacement.as_deref(), Some("closed"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The bytes it is about.
    pub span: Span,
    /// The line of the first, from 1.
    pub line: u32,
    /// Its character within the line, from 1.
    pub column: u32,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// Something else should be here.
    #[error("expected {expected}, found {found}")]
    Unexpected {
        /// What may stand here.
        expected: String,
        /// What does.
        found: String,
        /// What was meant, if it can be told.
        nearest: Option<String>,
    },
    /// No such name is declared.
    #[error("there is no `{name}` here")]
    UnknownName {
        /// As it is written.
        name: String,
        /// The most similar name that is declared.
        nearest: Option<String>,
    },
    /// No such function is declared or built in.
    #[error("there is no function `{name}`")]
    UnknownFunction {
        /// As it is written.
        name: String,
        /// The most similar function.
        nearest: Option<String>,
    },
    /// The value has no member of this name.
    #[error("`{owner}` has no `{name}`")]
    UnknownMember {
        /// Whose member it should be.
        owner: String,
        /// As it is written.
        name: String,
        /// The most similar member.
        nearest: Option<String>,
    },
    /// No such type.
    #[error("there is no type `{name}`")]
    UnknownType {
        /// As it is written.
        name: String,
        /// The most similar type.
        nearest: Option<String>,
    },
    /// The function has no parameter of this name.
    #[error("`{function}` has no parameter `{name}`")]
    UnknownParameter {
        /// The function.
        function: String,
        /// As it is written.
        name: String,
        /// The most similar parameter.
        nearest: Option<String>,
    },
    /// Too many arguments or too few.
    #[error("`{function}` takes {expected}, not {found} arguments")]
    ArgumentCount {
        /// The function.
        function: String,
        /// Its parameters.
        expected: String,
        /// How many were given.
        found: usize,
    },
    /// The parameter takes the name of something declared, not a value.
    #[error("`{function}` takes the name of something declared here")]
    NameNeeded {
        /// The function.
        function: String,
    },
    /// What is called is no function.
    #[error("`{name}` is no function")]
    NotAFunction {
        /// As it is written.
        name: String,
    },
    /// A context has two entries of one name.
    #[error("`{name}` is there twice")]
    DuplicateEntry {
        /// The name.
        name: String,
    },
    /// A quote that is never closed.
    #[error("the {quote} is never closed")]
    UnclosedQuote {
        /// Which one.
        quote: char,
    },
    /// A comment that is never closed.
    #[error("the comment is never closed")]
    UnclosedComment,
    /// An escape that stands for no character.
    #[error("the escape in this text stands for no character")]
    BadEscape,
    /// A number out of range.
    #[error("the number is out of range")]
    BadNumber,
    /// An `@"…"` literal that is neither date nor time nor duration.
    #[error("`{text}` is no date, time or duration")]
    BadLiteral {
        /// What it says.
        text: String,
    },
    /// Functions of other languages are not called.
    #[error("functions of other languages are not called here")]
    External,
    /// Things of different kinds are added up or compared.
    #[error("{left} and {right} do not go together here")]
    QuantitiesDiffer {
        /// On one side.
        left: String,
        /// On the other.
        right: String,
    },
    /// The formula nests too deeply.
    #[error("the formula nests more than {limit} levels")]
    TooDeep {
        /// How many levels are allowed.
        limit: u32,
    },
    /// The formula is too long.
    #[error("the formula has more than {limit} bytes")]
    TooLong {
        /// How many bytes are allowed.
        limit: u32,
    },
}

/// What would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The stable name of the advice.
    pub code: &'static str,
    /// What to put at the place of the problem, if it can be told.
    pub replacement: Option<String>,
    /// The advice in English.
    pub text: String,
}

impl Problem {
    pub(crate) fn new(source: &str, span: Span, kind: ProblemKind) -> Self {
        let before = source.get(..span.start as usize).unwrap_or(source);
        let line_start = before.rfind('\n').map_or(0, |place| place + 1);
        let line = before.matches('\n').count() as u32 + 1;
        let column = before[line_start..].chars().count() as u32 + 1;
        Self { span, line, column, kind }
    }

    /// The stable name of what is wrong.
    pub fn code(&self) -> &'static str {
        match self.kind {
            ProblemKind::Unexpected { .. } => "unexpected",
            ProblemKind::UnknownName { .. } => "unknown_name",
            ProblemKind::UnknownFunction { .. } => "unknown_function",
            ProblemKind::UnknownMember { .. } => "unknown_member",
            ProblemKind::UnknownType { .. } => "unknown_type",
            ProblemKind::UnknownParameter { .. } => "unknown_parameter",
            ProblemKind::ArgumentCount { .. } => "argument_count",
            ProblemKind::NameNeeded { .. } => "name_needed",
            ProblemKind::NotAFunction { .. } => "not_a_function",
            ProblemKind::DuplicateEntry { .. } => "duplicate_entry",
            ProblemKind::UnclosedQuote { .. } => "unclosed_quote",
            ProblemKind::UnclosedComment => "unclosed_comment",
            ProblemKind::BadEscape => "bad_escape",
            ProblemKind::BadNumber => "bad_number",
            ProblemKind::BadLiteral { .. } => "bad_literal",
            ProblemKind::External => "external",
            ProblemKind::QuantitiesDiffer { .. } => "quantities_differ",
            ProblemKind::TooDeep { .. } => "too_deep",
            ProblemKind::TooLong { .. } => "too_long",
        }
    }

    /// What would be right.
    pub fn suggestion(&self) -> Suggestion {
        let advice = |code, text: &str| Suggestion { code, replacement: None, text: text.into() };
        match &self.kind {
            ProblemKind::Unexpected { nearest: Some(nearest), .. }
            | ProblemKind::UnknownName { nearest: Some(nearest), .. }
            | ProblemKind::UnknownFunction { nearest: Some(nearest), .. }
            | ProblemKind::UnknownMember { nearest: Some(nearest), .. }
            | ProblemKind::UnknownType { nearest: Some(nearest), .. }
            | ProblemKind::UnknownParameter { nearest: Some(nearest), .. } => Suggestion {
                code: "replace",
                replacement: Some(nearest.clone()),
                text: format!("did you mean `{nearest}`?"),
            },
            ProblemKind::Unexpected { expected, .. } => Suggestion {
                code: "expect",
                replacement: None,
                text: format!("write {expected} here"),
            },
            ProblemKind::UnknownName { .. } | ProblemKind::UnknownMember { .. } => {
                advice("declare", "use a declared name; names with signs go between backquotes")
            }
            ProblemKind::UnknownFunction { .. } | ProblemKind::NotAFunction { .. } => {
                advice("choose_function", "choose a function from the list of functions")
            }
            ProblemKind::UnknownType { .. } => {
                advice("choose_type", "choose a type such as number, string or date")
            }
            ProblemKind::UnknownParameter { .. } | ProblemKind::ArgumentCount { .. } => {
                advice("match_parameters", "give the arguments that the function takes")
            }
            ProblemKind::NameNeeded { .. } => advice("give_name", "give a declared name alone"),
            ProblemKind::DuplicateEntry { .. } => advice("rename", "give one of them another name"),
            ProblemKind::UnclosedQuote { quote } => Suggestion {
                code: "close",
                replacement: None,
                text: format!("close it with {quote}"),
            },
            ProblemKind::UnclosedComment => advice("close", "close it with */"),
            ProblemKind::BadEscape => {
                advice("escape", "write \\uXXXX or \\UXXXXXX with hexadecimal digits")
            }
            ProblemKind::BadNumber => advice("shorten", "use a number with a smaller power of ten"),
            ProblemKind::BadLiteral { .. } => {
                advice("write_temporal", "write it like 2026-03-01, 10:30:00, P1D or P1M")
            }
            ProblemKind::External => advice("rewrite", "write the function as a formula"),
            ProblemKind::QuantitiesDiffer { .. } => {
                advice("convert", "add up and compare numbers of one unit; divide to make a share")
            }
            ProblemKind::TooDeep { .. } | ProblemKind::TooLong { .. } => {
                advice("split", "split it into several formulas")
            }
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let suggestion = self.suggestion();
        write!(f, "{}:{}: {}; {}", self.line, self.column, self.kind, suggestion.text)
    }
}

impl std::error::Error for Problem {}
