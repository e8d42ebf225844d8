//! Request ids, logs and metrics around every request.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use crate::error::TRACE_ID;

/// Names one request in logs, changes and problem bodies.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

const HEADER: &str = "x-request-id";

/// Gives the request an id (or takes a sane one from a proxy), measures it and writes one line to
/// the log.
pub async fn observe(mut request: Request, next: Next) -> Response {
    let id = request
        .headers()
        .get(HEADER)
        .and_then(|value| value.to_str().ok())
        .filter(|text| (8..=64).contains(&text.len()) && text.bytes().all(is_plain))
        .map_or_else(new_id, str::to_owned);
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    let span = tracing::info_span!("request", request.id = %id, %method, %route);
    let started = Instant::now();
    let mut response = TRACE_ID.scope(id.clone(), next.run(request)).instrument(span.clone()).await;
    let seconds = started.elapsed().as_secs_f64();
    let status = response.status().as_u16();
    let labels =
        [("method", method.to_string()), ("route", route.clone()), ("status", status.to_string())];
    metrics::counter!("azimuth_http_requests_total", &labels).increment(1);
    metrics::histogram!("azimuth_http_request_seconds", &labels[..2]).record(seconds);
    let duration_ms = seconds * 1000.0;
    span.in_scope(|| {
        if status >= 500 {
            tracing::warn!(status, duration_ms, "{method} {route} failed with {status}");
        } else {
            tracing::debug!(status, duration_ms, "{method} {route} answered {status}");
        }
    });
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

#[expect(clippy::disallowed_methods, reason = "a request's id is about the machine, not the goals")]
fn new_id() -> String {
    uuid::Uuid::now_v7().simple().to_string()
}
