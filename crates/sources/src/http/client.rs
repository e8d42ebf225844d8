//! One request over one connection to an address that was checked.
//!
//! There is no pool, no proxy, no cookie and no redirect that is followed unseen: each hop is
//! resolved and checked again, and what is secret goes to the first host only.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use jiff::fmt::rfc2822;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};
use url::Url;

use crate::failure::{Failure, Kind};
use crate::network::Policy;
use crate::secrets::decoded;
use crate::settings::Header;

/// How long an address may take to accept a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Redirects followed for one request.
const REDIRECTS_MAX: usize = 5;

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    /// What was asked, in words.
    pub(crate) asked: String,
    /// Where the answer came from, after redirects.
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// The address, without user and password, which become a header.
///
/// # Errors
/// A sentence that says what is wrong.
pub(crate) fn address(text: &str) -> Result<(Url, Option<HeaderValue>), String> {
    let mut url =
        Url::parse(text.trim()).map_err(|error| format!("this is no address: {error}"))?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return Err("the address begins with https:// or http:// and names a host".to_owned());
    }
    let (user, password) = (decoded(url.username()), url.password().map(decoded));
    let basic = (!user.is_empty() || password.is_some()).then(|| {
        let password = password.unwrap_or_default();
        format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
    });
    let cannot = |()| "user and password do not fit into this address".to_owned();
    url.set_username("").map_err(cannot)?;
    url.set_password(None).map_err(cannot)?;
    let basic = basic.map(|text| HeaderValue::from_str(&text).map_err(|error| error.to_string()));
    Ok((url, basic.transpose()?))
}

/// The headers that settings ask for.
///
/// # Errors
/// The index of the header that is none, and why.
pub(crate) fn headers(given: &[Header]) -> Result<HeaderMap, (usize, String)> {
    // These say how the message itself is sent.
    const OURS: [HeaderName; 5] = [
        header::HOST,
        header::CONTENT_LENGTH,
        header::CONNECTION,
        header::TRANSFER_ENCODING,
        header::ACCEPT_ENCODING,
    ];
    let mut headers = HeaderMap::new();
    for (index, Header { name, value }) in given.iter().enumerate() {
        let wrong = |what: &str| (index, format!("`{}` {what}", name.trim()));
        let name: HeaderName = name.trim().parse().map_err(|_| wrong("is no name of a header"))?;
        if OURS.contains(&name) {
            return Err(wrong("is set by the connection itself"));
        }
        let mut value: HeaderValue =
            value.trim().parse().map_err(|_| wrong("has a value with letters that may not be"))?;
        value.set_sensitive(true);
        headers.append(name, value);
    }
    Ok(headers)
}

impl Question {
    fn as_words(&self) -> String {
        format!("{} {}", self.method, self.url)
    }

    /// Asks, and follows redirects as far as they may be followed.
    ///
    /// # Errors
    /// What came back instead of an answer of at most `bytes_max` bytes.
    pub(crate) async fn ask(
        mut self,
        policy: &Policy,
        bytes_max: usize,
    ) -> Result<Answer, Failure> {
        let asked = self.as_words();
        for _ in 0..=REDIRECTS_MAX {
            let response = self.send(policy, &asked).await?;
            let status = response.status();
            if status.is_redirection() && status != StatusCode::NOT_MODIFIED {
                self.redirect(&response, &asked)?;
                continue;
            }
            let (head, body) = response.into_parts();
            if !status.is_success() {
                let told = read(body, 4_096, &asked).await.unwrap_or_default();
                let told = format!("{status}: {}", String::from_utf8_lossy(&told).trim());
                let failure = Failure::new(Kind::Refused, asked, told);
                return Err(failure.with_retry_after(retry_after(&head.headers)));
            }
            if let Some(encoding) = head.headers.get(header::CONTENT_ENCODING) {
                let told = format!("a compressed answer ({encoding:?}), which was not asked for");
                return Err(Failure::new(Kind::Unexpected, asked, told));
            }
            let body = read(body, bytes_max, &asked).await?;
            return Ok(Answer { asked, url: self.url, headers: head.headers, body });
        }
        let told = format!("more than {REDIRECTS_MAX} redirects");
        Err(Failure::new(Kind::Unexpected, asked, told))
    }

    /// Goes where the answer points. To another host nothing secret is taken along.
    fn redirect(&mut self, response: &Response<Incoming>, asked: &str) -> Result<(), Failure> {
        let status = response.status();
        let refuse =
            |told: String| Failure::new(Kind::Unexpected, asked, format!("{status}: {told}"));
        let location = response.headers().get(header::LOCATION).and_then(|v| v.to_str().ok());
        let location =
            location.ok_or_else(|| refuse("a redirect that leads nowhere".to_owned()))?;
        let next = self.url.join(location).map_err(|error| refuse(error.to_string()))?;
        let (next, _) = address(next.as_str()).map_err(refuse)?;
        if self.url.scheme() == "https" && next.scheme() != "https" {
            return Err(refuse(format!("a redirect from https to {next}, which is not encrypted")));
        }
        let is_kept =
            matches!(status, StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT);
        if self.method != Method::GET && is_kept && next.origin() != self.url.origin() {
            return Err(refuse(format!("a redirect of what was posted to another host, {next}")));
        }
        if !is_kept {
            self.method = Method::GET;
            self.body = None;
        }
        if next.origin() != self.url.origin() {
            self.headers.clear();
        }
        self.url = next;
        Ok(())
    }

    async fn send(&self, policy: &Policy, asked: &str) -> Result<Response<Incoming>, Failure> {
        let host = self.url.host_str().unwrap_or_default();
        let port = self.url.port_or_known_default().unwrap_or(443);
        let stream = connect(policy, asked, host, port).await?;
        if self.url.scheme() == "http" {
            return self.exchange(stream, asked).await;
        }
        let broken = |told: String| Failure::new(Kind::Unreachable, asked, told);
        let bare = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let name = ServerName::try_from(bare).map_err(|error| broken(error.to_string()))?;
        let connector = TlsConnector::from(tls().map_err(broken)?);
        let stream = connector
            .connect(name, stream)
            .await
            .map_err(|error| broken(format!("no encrypted connection: {error}")))?;
        self.exchange(stream, asked).await
    }

    async fn exchange(
        &self,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        asked: &str,
    ) -> Result<Response<Incoming>, Failure> {
        let broken = |error: hyper::Error| {
            Failure::new(Kind::Unreachable, asked, format!("the connection broke: {error}"))
        };
        let (mut sender, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(broken)?;
        // Ends with the body, or when nobody wants it any more.
        tokio::spawn(connection);
        sender.send_request(self.request(asked)?).await.map_err(broken)
    }

    fn request(&self, asked: &str) -> Result<Request<Full<Bytes>>, Failure> {
        let mut host = self.url.host_str().unwrap_or_default().to_owned();
        if let Some(port) = self.url.port() {
            host = format!("{host}:{port}");
        }
        let path = match self.url.query() {
            Some(query) => format!("{}?{query}", self.url.path()),
            None => self.url.path().to_owned(),
        };
        let body = Bytes::from(self.body.clone().unwrap_or_default());
        let mut request = Request::builder()
            .method(self.method.clone())
            .uri(path)
            .header(header::HOST, host)
            .body(Full::new(body))
            .map_err(|error| Failure::new(Kind::Settings, asked, error.to_string()))?;
        let headers = request.headers_mut();
        headers.insert(header::USER_AGENT, HeaderValue::from_static("azimuth"));
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        if self.body.is_some() {
            let json = HeaderValue::from_static("application/json");
            headers.insert(header::CONTENT_TYPE, json);
        }
        for (name, value) in &self.headers {
            headers.insert(name, value.clone());
        }
        Ok(request)
    }
}

async fn connect(
    policy: &Policy,
    asked: &str,
    host: &str,
    port: u16,
) -> Result<TcpStream, Failure> {
    let mut told = String::new();
    for address in policy.resolve(asked, host, port).await? {
        match tokio::time::timeout(CONNECT_TIMEOUT, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => told = format!("{address} does not accept connections: {error}"),
            Err(_) => told = format!("{address} does not answer"),
        }
    }
    Err(Failure::new(Kind::Unreachable, asked, told))
}

/// For how many seconds a service asks to be left alone: it says so in seconds, or as an instant,
/// which is read against its own clock.
fn retry_after(headers: &HeaderMap) -> Option<u32> {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let asked = text(header::RETRY_AFTER)?.trim();
    if let Ok(seconds) = asked.parse::<u32>() {
        return Some(seconds);
    }
    let instant = |text: &str| rfc2822::parse(text.trim()).ok();
    let wait =
        instant(asked)?.timestamp().duration_since(instant(text(header::DATE)?)?.timestamp());
    u32::try_from(wait.as_secs()).ok()
}

/// Reads a body that is not longer than it may be.
async fn read(mut body: Incoming, bytes_max: usize, asked: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| {
            Failure::new(Kind::Unreachable, asked, format!("the answer broke off: {error}"))
        })?;
        let Ok(data) = frame.into_data() else { continue };
        if bytes.len() + data.len() > bytes_max {
            let told = format!("the answer is over the limit of {bytes_max} bytes");
            return Err(Failure::new(Kind::TooMuch, asked, told));
        }
        bytes.extend_from_slice(&data);
    }
    Ok(bytes)
}

/// Whom to trust: the machine's own certificates, or those of the public web where it has none.
fn tls() -> Result<Arc<ClientConfig>, String> {
    static CONFIG: OnceLock<Arc<ClientConfig>> = OnceLock::new();
    if let Some(config) = CONFIG.get() {
        return Ok(config.clone());
    }
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    }
    let provider = Arc::new(crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(CONFIG.get_or_init(|| Arc::new(config)).clone())
}
