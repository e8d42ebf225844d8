//! `Idempotency-Key`: a POST that is sent again with the same key and body is answered as the first
//! time.
//!
//! The key is written in the same transaction as what the request does ([`ops::work::Work`]), so a
//! crash between the commit and the answer cannot make a retry do the work twice: the retry is told
//! that it happened.

use axum::body::Body;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use ops::idempotency::{Earlier, Key};

use crate::body;
use crate::error::ApiError;
use crate::extract::SignedIn;
use crate::state::ApiState;

/// The header that names a request.
pub const HEADER: &str = "idempotency-key";
/// Characters of a key at most.
const KEY_CHARACTERS_MAX: usize = 128;

/// The request's key, for `Work` to write.
#[derive(Debug, Clone)]
pub struct IdempotencyRequest(pub Key);

/// Answers a repeated POST from the record; lets every other request through.
pub async fn remember(State(state): State<ApiState>, request: Request, next: Next) -> Response {
    let is_named = request.method() == Method::POST && request.headers().contains_key(HEADER);
    if !is_named {
        return next.run(request).await;
    }
    match serve(&state, request, next).await {
        Ok(response) => response,
        Err(error) => error.into_response(),
    }
}

async fn serve(state: &ApiState, request: Request, next: Next) -> Result<Response, ApiError> {
    let (mut parts, body) = request.into_parts();
    let key = parts
        .headers
        .get(HEADER)
        .and_then(|value| value.to_str().ok())
        .filter(|text| !text.is_empty() && text.len() <= KEY_CHARACTERS_MAX)
        .ok_or_else(|| {
            ApiError::malformed(
                "bad_idempotency_key",
                format!("Idempotency-Key takes 1 to {KEY_CHARACTERS_MAX} visible ASCII characters"),
            )
        })?
        .to_owned();
    let bytes = body::whole(body).await?;
    let request_hash = ops::secret::token_hash(&format!(
        "{} {}\n{}",
        parts.method,
        parts.uri,
        ops::secret::hex(&bytes)
    ));
    let key = Key { key, request_hash };
    parts.extensions.insert(IdempotencyRequest(key.clone()));
    let Ok(SignedIn(viewer)) = SignedIn::from_request_parts(&mut parts, state).await else {
        // The handler decides what an unknown caller may do; there is nobody to remember an answer
        // for.
        return Ok(next.run(Request::from_parts(parts, Body::from(bytes))).await);
    };
    match ops::idempotency::earlier(&state.app, &viewer, &key).await? {
        Earlier::Answered { status, body } => return Ok(replay(status, body)),
        Earlier::Unanswered => {
            return Err(ApiError::status(
                StatusCode::CONFLICT,
                "already_applied",
                "a request with this Idempotency-Key was applied, and its answer was lost; read the \
                 result instead of sending it again",
            ));
        }
        Earlier::Other => {
            return Err(ApiError::status(
                StatusCode::UNPROCESSABLE_ENTITY,
                "idempotency_key_reused",
                "this Idempotency-Key was used for another request; choose a new one",
            ));
        }
        Earlier::None => {}
    }
    let response = next.run(Request::from_parts(parts, Body::from(bytes))).await;
    let (parts, body) = response.into_parts();
    let bytes = body::whole(body).await?;
    if parts.status.is_success() && !shows_secret(&parts.headers) {
        let text = String::from_utf8_lossy(&bytes);
        ops::idempotency::answer(&state.app, &viewer, &key, parts.status.as_u16(), &text).await?;
    }
    Ok(Response::from_parts(parts, Body::from(bytes)))
}

/// An answer that must not be stored shows a secret once; a retry is told that it happened, and
/// asks for another.
fn shows_secret(headers: &HeaderMap) -> bool {
    headers.get(header::CACHE_CONTROL).is_some_and(|value| value.as_bytes() == b"no-store")
}

fn replay(status: u16, body: String) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert("idempotency-replayed", HeaderValue::from_static("true"));
    response
}
