//! Checks of input fields: all are looked at, so that a form shows every mistake at once.
//!
//! ```
//! use ops::check::Checks;
//! let mut checks = Checks::default();
//! checks.name("title", "  ");
//! checks.weight("weight", -1.0);
//! let error = checks.finish().unwrap_err();
//! assert!(error.to_string().contains("empty"));
//! ```

use crate::error::{FieldError, OpsError};
use crate::limits::{CODE_CHARACTERS_MAX, NAME_CHARACTERS_MAX, TEXT_CHARACTERS_MAX};

/// Collects what is wrong with an input.
#[derive(Debug, Default)]
pub struct Checks {
    errors: Vec<FieldError>,
}

impl Checks {
    /// Notes a mistake.
    pub fn refuse(&mut self, field: &str, code: &'static str, message: impl Into<String>) {
        self.errors.push(FieldError { field: field.to_owned(), code, message: message.into() });
    }

    /// A name or title: not blank, not longer than a line.
    pub fn name(&mut self, field: &str, value: &str) {
        if value.trim().is_empty() {
            self.refuse(field, "empty", format!("`{field}` must not be empty"));
        }
        self.length(field, value, NAME_CHARACTERS_MAX);
    }

    /// A longer text; may be empty.
    pub fn text(&mut self, field: &str, value: &str) {
        self.length(field, value, TEXT_CHARACTERS_MAX);
    }

    /// A code: letters, digits, `-`, `_`, `.`; used in addresses and files.
    pub fn code(&mut self, field: &str, value: &str) {
        self.length(field, value, CODE_CHARACTERS_MAX);
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if value.is_empty() || !value.chars().all(fits) {
            let message = format!(
                "`{field}` takes letters, digits, `-`, `_` and `.`; `{value}` does not fit"
            );
            self.refuse(field, "bad_code", message);
        }
    }

    /// A reason that must be given.
    pub fn reason(&mut self, field: &str, value: Option<&str>) {
        if value.is_none_or(|text| text.trim().is_empty()) {
            let message = "this change is kept on the record: give a reason";
            self.refuse(field, "reason_required", message);
        }
        self.text(field, value.unwrap_or_default());
    }

    /// A weight: a finite number, 0 or more.
    pub fn weight(&mut self, field: &str, value: f64) {
        if !value.is_finite() || value < 0.0 {
            let message = format!("`{field}` must be 0 or more; 0 takes the item out of the mean");
            self.refuse(field, "negative_weight", message);
        }
    }

    /// A finite number, where one is given.
    pub fn finite(&mut self, field: &str, value: Option<f64>) {
        if value.is_some_and(|number| !number.is_finite()) {
            self.refuse(field, "not_finite", format!("`{field}` must be a finite number"));
        }
    }

    /// Confidence 信心: 1 (no) to 10 (certain).
    pub fn confidence(&mut self, field: &str, value: Option<i32>) {
        if value.is_some_and(|number| !(1..=10).contains(&number)) {
            self.refuse(
                field,
                "confidence_out_of_range",
                "confidence is a whole number from 1 to 10",
            );
        }
    }

    /// An e-mail address: something, an `@`, something with a dot or a host name; the mail server
    /// knows the rest.
    pub fn email(&mut self, field: &str, value: &str) {
        let is_address = value.split_once('@').is_some_and(|(local, host)| {
            !local.is_empty() && !host.is_empty() && !value.contains(char::is_whitespace)
        });
        if !is_address {
            self.refuse(field, "bad_email", format!("`{value}` is not an e-mail address"));
        }
        self.length(field, value, NAME_CHARACTERS_MAX);
    }

    fn length(&mut self, field: &str, value: &str, limit: usize) {
        let length = value.chars().count();
        if length > limit {
            let message = format!("`{field}` has {length} characters; at most {limit} fit");
            self.refuse(field, "too_long", message);
        }
    }

    /// Everything was right.
    ///
    /// # Errors
    /// `Invalid` with every mistake noted.
    pub fn finish(self) -> Result<(), OpsError> {
        if self.errors.is_empty() { Ok(()) } else { Err(OpsError::Invalid(self.errors)) }
    }
}
