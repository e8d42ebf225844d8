//! The session cookie: made when somebody signs in, renewed while the session is used, taken back
//! at the end.
//!
//! It carries the token and nothing else. Scripts cannot read it (`HttpOnly`), other sites' forms
//! do not send it (`SameSite=Lax`), and over TLS it never leaves TLS (`Secure`). Answers with it
//! are kept by nobody (`no-store`).

use axum::http::{HeaderMap, HeaderValue, header};
use ops::limits::SESSION_DAYS_MAX;

use crate::extract::SESSION_COOKIE;
use crate::state::{ApiState, CookieSecurity};

const SECONDS_A_DAY: i64 = 24 * 60 * 60;

/// Headers that keep the session in the browser.
pub fn kept(state: &ApiState, token: &str) -> HeaderMap {
    headers(state, token, SESSION_DAYS_MAX * SECONDS_A_DAY)
}

/// Headers that take the session out of the browser.
pub fn taken_back(state: &ApiState) -> HeaderMap {
    headers(state, "", 0)
}

/// Headers of an answer that carries a secret, which is shown once.
pub fn secret() -> HeaderMap {
    HeaderMap::from_iter([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))])
}

fn headers(state: &ApiState, token: &str, seconds: i64) -> HeaderMap {
    let secure = match state.settings.cookies {
        CookieSecurity::Secure => "; Secure",
        CookieSecurity::Plain => "",
    };
    let cookie = format!(
        "{SESSION_COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}"
    );
    let mut headers = secret();
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        headers.insert(header::SET_COOKIE, value);
    }
    headers
}
