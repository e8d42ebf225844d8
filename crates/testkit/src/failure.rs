//! The one error of the development tools: a sentence for the developer who reads the terminal.
//!
//! Nobody matches on these errors, so there are no variants; every message says what was being
//! done, what went wrong and, where it is known, what to do about it.

use std::fmt;

/// What went wrong, in words that a developer can act on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    message: String,
}

/// The result of everything that talks to the machine.
pub type Result<T = (), E = Failure> = std::result::Result<T, E>;

impl Failure {
    /// A failure that says `message`.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

/// Puts what was being done in front of an error.
pub trait Explain<T> {
    /// Turns any error into a [`Failure`] that reads "`doing`: the error".
    ///
    /// *Errors*: the same ones, explained.
    ///
    /// ```
    /// use testkit::Explain;
    ///
    /// let port = "http".parse::<u16>().explain("read the port");
    /// assert_eq!(port.unwrap_err().to_string(), "read the port: invalid digit found in string");
    /// ```
    fn explain(self, doing: impl fmt::Display) -> Result<T>;
}

impl<T, E: fmt::Display> Explain<T> for Result<T, E> {
    fn explain(self, doing: impl fmt::Display) -> Result<T> {
        self.map_err(|error| Failure::new(format!("{doing}: {error}")))
    }
}
