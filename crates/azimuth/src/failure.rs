//! What a command reports when it cannot do its work: what went wrong, and the way out.

use std::net::SocketAddr;
use std::path::PathBuf;

/// Why a command ended without doing its work.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The configuration cannot be used.
    #[error(transparent)]
    Config(#[from] crate::config::ConfigError),
    /// A use case refused or failed.
    #[error(transparent)]
    Ops(#[from] ops::OpsError),
    /// The database cannot be reached or read.
    #[error("database: {0}")]
    Store(#[from] store::StoreError),
    /// The address is taken or not ours.
    #[error("cannot listen on {address}: {source}; choose another with --listen")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// The metrics listener cannot start.
    #[error("cannot serve metrics on {address}: {reason}; choose another with --metrics-listen")]
    Metrics {
        /// Which.
        address: SocketAddr,
        /// Why.
        reason: String,
    },
    /// A file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Something else of the machine.
    #[error(transparent)]
    Io(std::io::Error),
    /// The command cannot go on, for a reason that is told.
    #[error("{0}")]
    Told(String),
}
