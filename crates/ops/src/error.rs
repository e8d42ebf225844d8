//! What can go wrong in a use case. Only `api/error.rs` knows which status code each becomes.

use goals::refusal::Refusal;
use store::StoreError;

/// Why a use case did not happen. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpsError {
    /// There is no such thing, or the viewer may not know of it.
    #[error("there is no {entity} {id}")]
    NotFound {
        /// The noun.
        entity: &'static str,
        /// What was asked for.
        id: String,
    },
    /// The viewer sees the thing and may not do this.
    #[error("you may not {action}; {way_out}")]
    Forbidden {
        /// What was tried.
        action: &'static str,
        /// Who may.
        way_out: &'static str,
    },
    /// Nobody is signed in, or the credentials are wrong.
    #[error("{0}")]
    Unauthenticated(&'static str),
    /// Too many attempts.
    #[error("too many failed attempts; try again in {wait_seconds} seconds")]
    TooManyAttempts {
        /// Seconds to wait.
        wait_seconds: i64,
    },
    /// Somebody else edited the thing since it was read.
    #[error(
        "this {entity} was changed by someone else since you read it (you had version {had}); read it again"
    )]
    Stale {
        /// The noun.
        entity: &'static str,
        /// The version that the edit was made on.
        had: i32,
    },
    /// A field's value breaks a rule.
    #[error("{}", .0.first().map_or("the input is not valid", |first| first.message.as_str()))]
    Invalid(Vec<FieldError>),
    /// The arithmetic refuses.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The thing is in a state that does not allow this.
    #[error("{message}")]
    State {
        /// Stable code.
        code: &'static str,
        /// What is wrong and what would be right.
        message: String,
    },
    /// Too much at once.
    #[error("{what}: {got} is over the limit of {limit}")]
    TooLarge {
        /// What was counted.
        what: &'static str,
        /// How many there were.
        got: usize,
        /// How many may be.
        limit: usize,
    },
    /// The facts could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The machine failed (hashing, file, task).
    #[error("internal failure: {0}")]
    Internal(String),
}

/// One field that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name on the wire; nested ones with dots (`milestones.2.weight`).
    pub field: String,
    /// Stable code.
    pub code: &'static str,
    /// What is wrong and what would be right.
    pub message: String,
}

impl OpsError {
    /// One field breaks a rule.
    pub fn field(field: &str, code: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError { field: field.to_owned(), code, message: message.into() }])
    }

    /// The noun with this id is not there for the viewer.
    pub fn not_found(entity: &'static str, id: impl ToString) -> Self {
        Self::NotFound { entity, id: id.to_string() }
    }

    /// The same error about the fields of a nested input: `org_unit_id` becomes
    /// `membership.org_unit_id`.
    pub fn under(self, outer: &str) -> Self {
        let Self::Invalid(mut errors) = self else { return self };
        for error in &mut errors {
            error.field = format!("{outer}.{}", error.field);
        }
        Self::Invalid(errors)
    }

    /// A reference in the input leads nowhere.
    pub fn unknown_reference(field: &str, id: impl ToString) -> Self {
        let message = format!("`{}` does not exist in this organisation", id.to_string());
        Self::field(field, "unknown_reference", message)
    }
}
