//! What handlers are handed.

use std::sync::{Arc, Mutex};

use ops::App;
use ops::demo_clock::DemoControl;

/// How the service is reached and guarded.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where people reach it, without a trailing slash: `https://azimuth.example.com`.
    pub public_url: String,
    /// Cookies are sent over TLS only.
    pub cookies: CookieSecurity,
}

/// Whether session cookies carry the `Secure` attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CookieSecurity {
    /// Behind TLS.
    Secure,
    /// Plain HTTP on one machine.
    Plain,
}

/// The state of the HTTP floor. Cheap to clone.
#[derive(Clone)]
pub struct ApiState {
    /// The use cases' home.
    pub app: App,
    /// How the service is reached.
    pub settings: Arc<Settings>,
    /// The one-time code of the set-up page; `None` once it has been used.
    pub setup_code: Arc<Mutex<Option<String>>>,
    /// Moves the demo on; a real installation has none.
    pub demo: Option<Arc<dyn DemoControl>>,
    /// Becomes true when the service stops, so that open event streams end.
    pub stopped: tokio::sync::watch::Receiver<bool>,
}
