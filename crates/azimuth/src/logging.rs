//! Logs: to standard error, as text for people or JSON for machines.

use tracing_subscriber::EnvFilter;

use crate::config::{Config, LogFormat};

/// Starts logging. A filter that cannot be read falls back to `info`, and says so.
pub fn start(config: &Config) {
    let (filter, complaint) = match EnvFilter::try_new(format!("{},sqlx=warn", config.log)) {
        Ok(filter) => (filter, None),
        Err(error) => (EnvFilter::new("info"), Some(error.to_string())),
    };
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match config.log_format {
        LogFormat::Text => builder.with_target(false).compact().init(),
        LogFormat::Json => builder.json().flatten_event(true).init(),
    }
    if let Some(error) = complaint {
        tracing::warn!(%error, "The log filter `{}` cannot be read; `info` is used", config.log);
    }
}
