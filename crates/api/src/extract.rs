//! Extractors: who asks, and what they send. Each refuses with a problem body that names the place.
//!
//! A handler cannot run without saying who may call it: it takes [`SignedIn`], or it is listed as
//! public in the access matrix test.

use std::ops::Deref;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use serde::de::DeserializeOwned;

use ops::Viewer;

use crate::body;
use crate::error::ApiError;
use crate::idempotency::IdempotencyRequest;
use crate::observe::RequestId;
use crate::state::ApiState;

/// The cookie that carries the session.
pub const SESSION_COOKIE: &str = "azimuth_session";
/// The header that proves a write comes from our own pages.
pub const CSRF_HEADER: &str = "x-azimuth-csrf";

/// Somebody who has signed in, by session cookie or by bearer token.
pub struct SignedIn(pub Viewer);

impl Deref for SignedIn {
    type Target = Viewer;
    fn deref(&self) -> &Viewer {
        &self.0
    }
}

impl FromRequestParts<ApiState> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &ApiState) -> Result<Self, ApiError> {
        if let Some(viewer) = parts.extensions.get::<Viewer>() {
            return Ok(Self(viewer.clone()));
        }
        let mut viewer = match bearer(&parts.headers) {
            Some(token) => ops::api_token::viewer(&state.app, token).await?,
            None => {
                let token = session_token(&parts.headers)
                    .ok_or(ops::OpsError::Unauthenticated("sign in, or send a bearer token"))?;
                let session = ops::session::viewer(&state.app, token).await?;
                if is_write(&parts.method) {
                    check_csrf(&parts.headers, &session.csrf)?;
                }
                session.viewer
            }
        };
        viewer.request_id = parts.extensions.get::<RequestId>().map(|id| id.0.clone());
        viewer.idempotency = parts.extensions.get::<IdempotencyRequest>().map(|r| r.0.clone());
        parts.extensions.insert(viewer.clone());
        Ok(Self(viewer))
    }
}

/// The session token of the request's cookie, if there is one.
pub fn session_token(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == SESSION_COOKIE)
        .map(|(_, value)| value)
}

/// The bearer token of the request, if there is one.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

fn is_write(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// A page of another site can make a browser send the cookie, and cannot read the session to learn
/// this value.
fn check_csrf(headers: &HeaderMap, expected: &str) -> Result<(), ApiError> {
    let given = headers.get(CSRF_HEADER).and_then(|value| value.to_str().ok());
    if given.is_some_and(|given| ops::secret::same(given, expected)) {
        return Ok(());
    }
    Err(ApiError::status(
        StatusCode::FORBIDDEN,
        "bad_csrf",
        "send the `csrf` of GET /api/v1/session in the header X-Azimuth-CSRF",
    ))
}

/// A JSON body; a mistake is refused with the path of the field.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromRequest<ApiState> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &ApiState) -> Result<Self, ApiError> {
        let is_json = request.headers().get(header::CONTENT_TYPE).is_some_and(|value| {
            value
                .to_str()
                .is_ok_and(|text| text.to_ascii_lowercase().starts_with("application/json"))
        });
        if !is_json {
            let also = match request.uri().path().ends_with("/measurements") {
                true => ", or many values as application/x-ndjson or text/csv",
                false => "",
            };
            return Err(ApiError::status(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "not_json",
                format!("send the body as Content-Type: application/json{also}"),
            ));
        }
        let bytes = body::whole(request.into_body()).await?;
        if holds_nul(&bytes) {
            let message = "the body holds a NUL character (`\\u0000`), which no text has";
            return Err(ApiError::body(StatusCode::UNPROCESSABLE_ENTITY, ".", "bad_text", message));
        }
        let mut deserializer = serde_json::Deserializer::from_slice(&bytes);
        let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
            let path = error.path().to_string();
            let inner = error.into_inner();
            if inner.is_syntax() || inner.is_eof() {
                return ApiError::malformed("bad_json", format!("the body is not JSON: {inner}"));
            }
            let told = inner.to_string();
            if bytes.trim_ascii_start().first() == Some(&b'[') {
                let message = format!("the body is an array; an object is expected: {told}");
                return ApiError::body(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    ".",
                    "wrong_type",
                    message,
                );
            }
            let (field, code) = (field_of(&path, &told), json_code(&told));
            ApiError::body(StatusCode::UNPROCESSABLE_ENTITY, &field, code, in_words(&told))
        })?;
        deserializer
            .end()
            .map_err(|error| ApiError::malformed("bad_json", format!("after the JSON: {error}")))?;
        Ok(Self(value))
    }
}

/// Whether JSON holds `\u0000`, which PostgreSQL cannot keep; written out, `\\u0000` is none.
fn holds_nul(json: &[u8]) -> bool {
    const NUL: &[u8] = b"\\u0000";
    let mut found = json.windows(NUL.len()).enumerate().filter(|(_, own)| *own == NUL);
    found.any(|(at, _)| {
        let escapes = json[..at].iter().rev().take_while(|byte| **byte == b'\\').count();
        escapes % 2 == 0
    })
}

/// serde names a missing or unknown field only in its message; the path ends at the object around
/// it.
fn field_of(path: &str, message: &str) -> String {
    let named = ["missing field `", "unknown field `"]
        .iter()
        .find_map(|start| message.strip_prefix(start)?.split('`').next());
    match (path, named) {
        (".", Some(name)) => name.to_owned(),
        (path, Some(name)) if path.ends_with(name) => path.to_owned(),
        (path, Some(name)) => format!("{path}.{name}"),
        (path, None) => path.to_owned(),
    }
}

/// A mistake without the names that programs have for what is expected.
fn in_words(message: &str) -> String {
    let Some((found, expected)) = message.split_once(", expected ") else {
        return message.to_owned();
    };
    let words = [("f64", "a number"), ("i32", "a whole number"), ("u64", "a whole number")];
    let plain = words.iter().find_map(|(name, words)| {
        expected.strip_prefix(name).filter(|rest| rest.starts_with(' ')).map(|rest| (words, rest))
    });
    let is_struct = expected.strip_prefix("struct ").and_then(|rest| rest.split_once(' '));
    match (plain, is_struct) {
        (Some((words, rest)), _) => format!("{found}, expected {words}{rest}"),
        (None, Some((_, rest))) => format!("{found}, expected an object {rest}"),
        (None, None) => message.to_owned(),
    }
}

fn json_code(message: &str) -> &'static str {
    if message.starts_with("missing field") {
        "missing_field"
    } else if message.starts_with("unknown field") {
        "unknown_field"
    } else if message.starts_with("unknown variant") {
        "unknown_choice"
    } else {
        "wrong_type"
    }
}

/// Query parameters; a mistake is refused with its name.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        axum::extract::Query::<T>::from_request_parts(parts, state)
            .await
            .map(|axum::extract::Query(value)| Self(value))
            .map_err(|error| bad_query(&error.body_text()))
    }
}

/// What is wrong with the parameters of an address, at the parameter that it names.
fn bad_query(told: &str) -> ApiError {
    let told = told.trim_start_matches("Failed to deserialize query string: ");
    match told.split_once(": ") {
        Some((name, message)) if !name.contains(' ') => {
            let message = message.replace("provided string was not", "it is not");
            ApiError::body(StatusCode::BAD_REQUEST, name, "bad_query", format!("{name}: {message}"))
        }
        _ => ApiError::malformed("bad_query", told),
    }
}

/// A path parameter; what is not an identifier names nothing, so it is not found.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        axum::extract::Path::<T>::from_request_parts(parts, state)
            .await
            .map(|axum::extract::Path(value)| Self(value))
            .map_err(|error| {
                ApiError::status(
                    StatusCode::NOT_FOUND,
                    "not_found",
                    error.body_text().trim_start_matches("Invalid URL: ").to_owned(),
                )
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nul_is_found_and_one_that_is_only_written_is_not() {
        assert!(holds_nul(br#"{"name":"a\u0000b"}"#));
        assert!(holds_nul(br#"{"name":"a\\\u0000b"}"#));
        assert!(!holds_nul(br#"{"name":"a\\u0000b"}"#));
        assert!(!holds_nul(br#"{"name":"a\u0001b"}"#));
    }

    #[test]
    fn the_field_of_a_mistake_is_named_with_its_path() {
        assert_eq!(field_of(".", "missing field `title` at line 1"), "title");
        assert_eq!(field_of("milestones[0]", "missing field `title`"), "milestones[0].title");
        assert_eq!(field_of("weight", "invalid type: string"), "weight");
        assert_eq!(field_of("wieght", "unknown field `wieght`, expected"), "wieght");
        let told = in_words("invalid type: string \"4\", expected f64 at line 1 column 13");
        assert_eq!(told, "invalid type: string \"4\", expected a number at line 1 column 13");
        let told = in_words("invalid type: integer `4`, expected struct Put at line 1 column 1");
        assert_eq!(told, "invalid type: integer `4`, expected an object at line 1 column 1");
    }
}
