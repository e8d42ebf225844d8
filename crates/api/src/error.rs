//! Errors on the wire: RFC 9457 problem bodies with a stable `code`. The only file that knows
//! status codes.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use ops::OpsError;
use ops::error::FieldError;
use serde::Serialize;
use store::StoreError;
use utoipa::ToSchema;

/// What a client gets when something did not happen.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// A link that explains the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// The status in words.
    pub title: String,
    /// The status.
    pub status: u16,
    /// Stable, for programs.
    pub code: String,
    /// What is wrong and what would be right, for people.
    pub detail: String,
    /// The field that is wrong, when it is one.
    pub field: Option<String>,
    /// Every field that is wrong.
    pub errors: Vec<ProblemField>,
    /// Names this request in the server's log.
    pub trace_id: Option<String>,
}

/// One field that is wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemField {
    /// The field's name; nested ones with dots.
    pub field: String,
    /// Stable, for programs.
    pub code: String,
    /// What is wrong and what would be right, for people.
    pub message: String,
}

/// A refused or failed request.
#[derive(Debug)]
pub struct ApiError {
    status: StatusCode,
    code: &'static str,
    detail: String,
    errors: Vec<FieldError>,
    retry_after_seconds: Option<i64>,
}

/// What a handler gives back.
pub type ApiResult<T> = Result<T, ApiError>;

tokio::task_local! {
    /// The id of the request being served, so that a problem body can name it.
    pub static TRACE_ID: String;
}

impl ApiError {
    fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), errors: Vec::new(), retry_after_seconds: None }
    }

    /// A query parameter is wrong.
    pub fn query(field: &str, code: &'static str, message: impl Into<String>) -> Self {
        Self::body(StatusCode::BAD_REQUEST, field, code, message)
    }

    /// A part of the request is wrong.
    pub fn body(
        status: StatusCode,
        field: &str,
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        let message = message.into();
        let field = FieldError { field: field.to_owned(), code, message: message.clone() };
        let mut error = Self::new(status, code, message);
        error.errors.push(field);
        error
    }

    /// The request cannot be understood.
    pub fn malformed(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail)
    }

    /// Any other status that the HTTP floor itself decides.
    pub fn status(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(status, code, detail)
    }

    fn invalid(errors: Vec<FieldError>) -> Self {
        let (code, detail) = errors
            .first()
            .map_or(("invalid", String::new()), |first| (first.code, first.message.clone()));
        Self { errors, ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail) }
    }

    fn from_store(error: &StoreError) -> Self {
        match error {
            StoreError::Conflict { constraint } => {
                let (field, message) = conflict(constraint);
                let mut refused = Self::new(StatusCode::CONFLICT, "duplicate", message.clone());
                if let Some(field) = field {
                    refused.errors.push(FieldError {
                        field: field.to_owned(),
                        code: "duplicate",
                        message,
                    });
                }
                refused
            }
            StoreError::Stale { entity, .. } => Self::new(
                StatusCode::CONFLICT,
                "stale_version",
                format!(
                    "this {entity} was changed by someone else since you read it; read it again"
                ),
            ),
            StoreError::Busy => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "busy",
                "the database is busy; try again in a moment",
            ),
            other => {
                tracing::error!(error = %other, "The store failed");
                Self::internal()
            }
        }
    }

    fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "something broke on our side; nothing was changed. The server's log has the details",
        )
    }
}

/// Which field a broken constraint is about, and what to say. Constraint names are
/// `TABLE_COLUMN…_unique`.
fn conflict(constraint: &str) -> (Option<&'static str>, String) {
    if constraint.contains("code") {
        return (Some("code"), "this code is taken; choose another".to_owned());
    }
    if constraint.contains("email") {
        return (Some("email"), "this e-mail address is taken".to_owned());
    }
    if constraint == "user_account_person" {
        return (Some("person_id"), "this person has an account already".to_owned());
    }
    if constraint.contains("idempotency") {
        let message = "a request with this Idempotency-Key is being served or was interrupted";
        return (None, message.to_owned());
    }
    (None, format!("this would exist twice ({constraint})"))
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        Self::from_store(&error)
    }
}

impl From<OpsError> for ApiError {
    fn from(error: OpsError) -> Self {
        let detail = error.to_string();
        match error {
            OpsError::NotFound { .. } => Self::new(StatusCode::NOT_FOUND, "not_found", detail),
            OpsError::Forbidden { .. } => Self::new(StatusCode::FORBIDDEN, "forbidden", detail),
            OpsError::Unauthenticated(_) => {
                Self::new(StatusCode::UNAUTHORIZED, "unauthenticated", detail)
            }
            OpsError::TooManyAttempts { wait_seconds } => Self {
                retry_after_seconds: Some(wait_seconds),
                ..Self::new(StatusCode::TOO_MANY_REQUESTS, "too_many_attempts", detail)
            },
            OpsError::Stale { .. } => Self::new(StatusCode::CONFLICT, "stale_version", detail),
            OpsError::Invalid(errors) => Self::invalid(errors),
            OpsError::Refused(refusal) => Self::invalid(vec![FieldError {
                field: refusal.field().to_owned(),
                code: refusal.code(),
                message: detail,
            }]),
            OpsError::State { code, .. } => Self::new(StatusCode::CONFLICT, code, detail),
            OpsError::TooLarge { .. } => {
                Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail)
            }
            OpsError::Store(error) => Self::from_store(&error),
            OpsError::Internal(_) => {
                tracing::error!(error = %detail, "A use case failed");
                Self::internal()
            }
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let problem = Problem {
            kind: format!("/docs#problem-{}", self.code),
            title: self.status.canonical_reason().unwrap_or("Error").to_owned(),
            status: self.status.as_u16(),
            code: self.code.to_owned(),
            detail: self.detail,
            field: self.errors.first().map(|error| error.field.clone()),
            errors: self.errors.into_iter().map(ProblemField::from).collect(),
            trace_id: TRACE_ID.try_with(Clone::clone).ok(),
        };
        let mut response = (self.status, Json(problem)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = self.retry_after_seconds {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<FieldError> for ProblemField {
    fn from(error: FieldError) -> Self {
        Self { field: error.field, code: error.code.to_owned(), message: error.message }
    }
}
