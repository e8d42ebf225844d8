//! Requests and answers, as tests write and read them.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header};
use serde_json::Value;
use tower::ServiceExt;

/// A request about to be sent.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    /// The verb.
    pub method: Method,
    /// The address below `/api/v1`.
    pub path: String,
    /// The body, if there is one.
    pub body: Option<Value>,
    /// Headers besides those that say who asks.
    pub headers: HeaderMap,
}

impl Call {
    /// A request without a body.
    pub(crate) fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), body: None, headers: HeaderMap::new() }
    }

    /// Reads.
    pub(crate) fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path)
    }

    /// Makes or does.
    pub(crate) fn post(path: impl Into<String>, body: Value) -> Self {
        Self { body: Some(body), ..Self::new(Method::POST, path) }
    }

    /// Edits.
    pub(crate) fn patch(path: impl Into<String>, body: Value) -> Self {
        Self { body: Some(body), ..Self::new(Method::PATCH, path) }
    }

    /// Replaces.
    pub(crate) fn put(path: impl Into<String>, body: Value) -> Self {
        Self { body: Some(body), ..Self::new(Method::PUT, path) }
    }

    /// Ends.
    pub(crate) fn delete(path: impl Into<String>) -> Self {
        Self::new(Method::DELETE, path)
    }

    /// With another header.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        let value = HeaderValue::from_str(value).unwrap();
        self.headers.insert(HeaderName::from_static(name), value);
        self
    }
}

/// What came back.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The body; null when there is none.
    pub json: Value,
    /// The headers.
    pub headers: HeaderMap,
}

impl Answer {
    /// The body, when the status is the one expected; else fails with what came instead.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{:#}", self.json);
        self.json
    }

    /// Whether it is a problem of this status and code about this field, and says so in words.
    #[track_caller]
    pub(crate) fn expect_problem(self, status: u16, code: &str, field: Option<&str>) -> String {
        let json = self.expect(status);
        assert_eq!(json["code"], code, "{json:#}");
        assert_eq!(json["field"].as_str(), field, "{json:#}");
        let detail = json["detail"].as_str().unwrap();
        assert!(!detail.is_empty());
        detail.to_owned()
    }

    /// The cookie that the answer sets, as the browser would send it back.
    pub(crate) fn cookie(&self) -> Option<String> {
        let value = self.headers.get(header::SET_COOKIE)?.to_str().unwrap();
        Some(value.split(';').next().unwrap().to_owned())
    }
}

/// Sends a request to a service.
pub(crate) async fn send(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let json = if bytes.is_empty() {
        Value::Null
    } else {
        serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&bytes).into_owned()))
    };
    Answer { status: parts.status, json, headers: parts.headers }
}
