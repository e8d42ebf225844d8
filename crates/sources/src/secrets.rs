//! What must stay secret in settings: passwords in addresses, parameters that carry a key, values
//! of headers.
//!
//! [`hide`] takes them out and leaves a mask, [`reveal`] puts them back. A masked value in an edit
//! means the stored one, but only while the place where it is sent stays the same: otherwise
//! whoever may edit could have it sent to a place of their own.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::settings::{Header, Problem, Settings};

/// What stands in a secret's place.
pub const MASK: &str = "********";

/// Secrets by the place where they stand.
pub type Secrets = BTreeMap<String, String>;

/// Parts of names of parameters whose values are secret.
const SECRET_NAMES: [&str; 9] =
    ["key", "token", "secret", "password", "passwd", "pwd", "signature", "auth", "credential"];

/// Calls `each` with the place and the text of everything that is secret, and puts what it gives in
/// its place.
fn walk(settings: &mut Settings, each: &mut dyn FnMut(String, &str) -> String) {
    match settings {
        Settings::Sql(sql) => sql.url = walk_url(&sql.url, each),
        Settings::Http(http) => {
            http.url = walk_url(&http.url, each);
            walk_headers(&mut http.headers, each);
        }
        Settings::Prometheus(prometheus) => {
            prometheus.url = walk_url(&prometheus.url, each);
            walk_headers(&mut prometheus.headers, each);
        }
        Settings::Folder(_) => {}
    }
}

fn walk_headers(headers: &mut [Header], each: &mut dyn FnMut(String, &str) -> String) {
    for header in headers {
        let place = format!("headers.{}", header.name.trim().to_ascii_lowercase());
        header.value = each(place, &header.value);
    }
}

fn walk_url(url: &str, each: &mut dyn FnMut(String, &str) -> String) -> String {
    let (address, fragment) = url.split_once('#').map_or((url, None), |(a, f)| (a, Some(f)));
    let (address, query) = address.split_once('?').map_or((address, None), |(a, q)| (a, Some(q)));
    let mut shown = walk_userinfo(address, each);
    if let Some(query) = query {
        let parameters = query.split('&').map(|pair| {
            let Some((name, value)) = pair.split_once('=') else { return pair.to_owned() };
            let lower = name.to_ascii_lowercase();
            if !SECRET_NAMES.iter().any(|secret| lower.contains(secret)) && lower != "sig" {
                return pair.to_owned();
            }
            format!("{name}={}", each(format!("url.{lower}"), value))
        });
        shown = format!("{shown}?{}", parameters.collect::<Vec<_>>().join("&"));
    }
    if let Some(fragment) = fragment {
        shown = format!("{shown}#{fragment}");
    }
    shown
}

fn walk_userinfo(address: &str, each: &mut dyn FnMut(String, &str) -> String) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    let end = rest.find(['/', '\\']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let Some((userinfo, host)) = authority.rsplit_once('@') else { return address.to_owned() };
    match userinfo.split_once(':') {
        Some((user, password)) => {
            let password = each("url.password".to_owned(), password);
            format!("{scheme}://{user}:{password}@{host}{path}")
        }
        None => address.to_owned(),
    }
}

/// The settings as they may be shown and stored, and what was taken out of them.
pub fn hide(mut settings: Settings) -> (Settings, Secrets) {
    let mut secrets = Secrets::new();
    walk(&mut settings, &mut |place, text| {
        if text.is_empty() {
            return String::new();
        }
        secrets.insert(place, text.to_owned());
        MASK.to_owned()
    });
    (settings, secrets)
}

/// The settings with their secrets.
///
/// # Errors
/// The places whose secret is not known; nothing secret is in them.
pub fn reveal(mut settings: Settings, secrets: &Secrets) -> Result<Settings, Vec<Problem>> {
    let mut problems = Vec::new();
    walk(&mut settings, &mut |place, text| {
        if text != MASK {
            return text.to_owned();
        }
        secrets.get(&place).cloned().unwrap_or_else(|| {
            problems.push(Problem::new(
                place.split('.').next().unwrap_or_default(),
                "a masked secret is kept only while the place that it is sent to stays the same; \
                 type it again",
            ));
            text.to_owned()
        })
    });
    if problems.is_empty() { Ok(settings) } else { Err(problems) }
}

/// An edit's settings with the secrets that stay: those that were stored, while kind and
/// destination are the same.
///
/// # Errors
/// The places whose secret has to be typed again.
pub fn keep(
    edited: Settings,
    stored: &Settings,
    secrets: &Secrets,
) -> Result<Settings, Vec<Problem>> {
    let is_same = edited.kind() == stored.kind() && edited.destination() == stored.destination();
    reveal(edited, if is_same { secrets } else { const { &Secrets::new() } })
}

/// Hides secrets in texts: what a server answered may repeat what it was sent.
#[derive(Debug, Clone, Default)]
pub struct Masker {
    known: Vec<String>,
}

impl Masker {
    /// Knows the secrets of these settings, which hold them in clear, in every form in which they
    /// are sent.
    pub fn of(settings: &Settings) -> Self {
        let (_, secrets) = hide(settings.clone());
        let mut known = Vec::new();
        for secret in secrets.values() {
            let plain = decoded(secret);
            let words = secret.split_once(' ').map(|(_, rest)| rest.trim().to_owned());
            known.extend(words.filter(|word| word.len() >= 4));
            known.extend([encoded(&plain), plain, secret.clone()]);
        }
        if let Some((user, password)) = userinfo(settings) {
            known.push(STANDARD.encode(format!("{user}:{password}")));
        }
        known.retain(|secret| !secret.is_empty());
        // Longer ones first: one may hold another.
        known.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        known.dedup();
        Self { known }
    }

    /// The text without secrets.
    pub fn mask(&self, text: &str) -> String {
        self.known.iter().fold(text.to_owned(), |text, secret| text.replace(secret, MASK))
    }
}

fn userinfo(settings: &Settings) -> Option<(String, String)> {
    let url = match settings {
        Settings::Http(http) => &http.url,
        Settings::Prometheus(prometheus) => &prometheus.url,
        _ => return None,
    };
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let (userinfo, _) = authority.rsplit_once('@')?;
    let (user, password) = userinfo.split_once(':')?;
    Some((decoded(user), decoded(password)))
}

/// The text that a percent-encoded part of an address stands for.
pub(crate) fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let byte = hex
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        plain.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&plain).into_owned()
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn http(url: &str, header: &str) -> Settings {
        serde_json::from_value(serde_json::json!({
            "kind": "http", "url": url, "rows": "$.data",
            "headers": [{"name": "Authorization", "value": header}],
            "fields": {"kpi": "$.k", "period": "$.p", "value": "$.v"},
        }))
        .unwrap()
    }

    #[test]
    fn what_is_secret_is_taken_out_and_put_back() {
        let clear = http("https://u:p%40ss@h.example/a?api_key=k1&page=2#x", "Bearer t0ken");
        let (shown, secrets) = hide(clear.clone());
        let text = serde_json::to_string(&shown).unwrap();
        assert!(text.contains("https://u:********@h.example/a?api_key=********&page=2#x"));
        for secret in ["p%40ss", "k1", "t0ken"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        assert_eq!(secrets.len(), 3);
        assert_eq!(reveal(shown, &secrets), Ok(clear));
    }

    #[test]
    fn a_secret_does_not_follow_to_another_place() {
        let (stored, secrets) = hide(http("https://h.example/a", "Bearer t0ken"));
        let moved = http("https://evil.example/a", MASK);
        assert_eq!(keep(moved, &stored, &secrets).unwrap_err()[0].field, "headers");
        let edited = keep(http("https://h.example/b", MASK), &stored, &secrets).unwrap();
        assert_eq!(edited, http("https://h.example/b", "Bearer t0ken"));
    }

    #[test]
    fn an_answer_that_repeats_a_secret_is_masked() {
        let masker = Masker::of(&http("https://u:p%40ss@h.example/?token=a%2Fb", "Bearer t0ken"));
        let told = masker.mask("Bearer t0ken t0ken p@ss p%40ss a/b dTpwQHNz");
        assert_eq!(told, "******** ******** ******** ******** ******** ********");
    }

    #[test]
    fn a_place_is_compared_without_what_is_secret() {
        let one = crate::settings::origin("postgres://u:p@DB.example:5432/x");
        assert_eq!(one, "postgres://db.example:5432");
        assert_eq!(
            crate::settings::origin("https://h.example\\@evil.example/"),
            "https://h.example"
        );
    }
}
