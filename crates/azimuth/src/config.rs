//! Configuration: flags win over environment (`AZIMUTH_*`), which wins over the TOML file, which
//! wins over defaults.
//!
//! `azimuth.example.toml` in this crate is the reference: every key with its meaning and default.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use ops::data_source::{self, KeySource, Network, Policy};
use serde::Deserialize;

/// The commented configuration file; printed by `azimuth config`.
pub const EXAMPLE: &str = include_str!("../azimuth.example.toml");

/// What can be set, by flag or environment. Anything absent comes from the file or the default.
#[derive(Debug, Clone, Default, Args)]
pub struct Flags {
    /// Configuration file; when absent, `azimuth.toml` in the data folder is read if it is there
    #[arg(long, env = "AZIMUTH_CONFIG", value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    /// Folder of the embedded database (default: `data`)
    #[arg(long, env = "AZIMUTH_DATA", value_name = "DIR", global = true)]
    data: Option<PathBuf>,
    /// Database URL: `sqlite:FILE` or `postgres://USER:PASSWORD@HOST/NAME` (default: SQLite in the
    /// data folder)
    #[arg(
        long,
        env = "AZIMUTH_DATABASE",
        value_name = "URL",
        global = true,
        hide_env_values = true
    )]
    database: Option<String>,
    /// When a commit counts as kept: `full` survives loss of power, `normal` survives a crash of
    /// the program
    #[arg(long, env = "AZIMUTH_DURABILITY", value_name = "LEVEL", global = true)]
    durability: Option<DurabilityLevel>,
    /// Networks that data sources may reach beside public addresses: `10.0.0.0/8,127.0.0.1`
    #[arg(
        long,
        env = "AZIMUTH_SOURCE_NETWORKS",
        value_name = "NETWORKS",
        global = true,
        value_delimiter = ','
    )]
    source_networks: Option<Vec<Network>>,
    /// Folder below which data sources may read files (default: none)
    #[arg(long, env = "AZIMUTH_SOURCE_FILES", value_name = "DIR", global = true)]
    source_files: Option<PathBuf>,
    /// The key that seals secrets of data sources, 64 hexadecimal digits; in the environment only
    #[arg(long, env = "AZIMUTH_SECRET_KEY", global = true, hide = true, hide_env_values = true)]
    secret_key: Option<String>,
    /// Log format: `text` for people, `json` for machines
    #[arg(long, env = "AZIMUTH_LOG_FORMAT", value_name = "FORMAT", global = true)]
    log_format: Option<LogFormat>,
    /// What is logged, for example `info` or `info,api=debug`
    #[arg(long, env = "AZIMUTH_LOG", value_name = "FILTER", global = true)]
    log: Option<String>,
}

/// What can be set for the commands that serve.
#[derive(Debug, Clone, Default, Args)]
pub struct ServeFlags {
    /// Address to serve on (default: 127.0.0.1:4700)
    #[arg(long, env = "AZIMUTH_LISTEN", value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// Address for Prometheus metrics at /metrics (default: none)
    #[arg(long, env = "AZIMUTH_METRICS_LISTEN", value_name = "ADDR")]
    metrics_listen: Option<SocketAddr>,
    /// Where people reach the service; used in invitation links (default: http://LISTEN)
    #[arg(long, env = "AZIMUTH_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
}

/// See [`store::Durability`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DurabilityLevel {
    /// Every commit reaches the disk before it is acknowledged.
    Full,
    /// Commits reach the disk soon after; enough for the demo.
    Normal,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people at a terminal.
    Text,
    /// One JSON object a line.
    Json,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    data: Option<PathBuf>,
    database: Option<String>,
    durability: Option<DurabilityLevel>,
    source_networks: Option<Vec<String>>,
    source_files: Option<PathBuf>,
    log_format: Option<LogFormat>,
    log: Option<String>,
    listen: Option<SocketAddr>,
    metrics_listen: Option<SocketAddr>,
    public_url: Option<String>,
}

/// The configuration in force.
#[derive(Debug, Clone)]
pub struct Config {
    /// Folder of the embedded database.
    pub data: PathBuf,
    /// Database URL.
    pub database: String,
    /// When a commit counts as kept; `None` lets the command choose.
    pub durability: Option<DurabilityLevel>,
    /// What data sources may reach, and the key of their secrets.
    pub sources: data_source::Config,
    /// How log lines look.
    pub log_format: LogFormat,
    /// What is logged.
    pub log: String,
    /// Address to serve on.
    pub listen: SocketAddr,
    /// Address for metrics.
    pub metrics_listen: Option<SocketAddr>,
    /// Where people reach the service.
    pub public_url: String,
}

/// The configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not what it should be.
    #[error("{path}: {message}\n`azimuth config` prints every key with its meaning")]
    Parse {
        /// Which file.
        path: PathBuf,
        /// Line and reason.
        message: String,
    },
}

impl Config {
    /// Brings flags, environment, file and defaults together.
    ///
    /// # Errors
    /// A file that was named and cannot be read, or any file with an unknown key or a wrong value.
    pub fn load(flags: &Flags, serve: &ServeFlags) -> Result<Self, ConfigError> {
        let file = match (&flags.config, &flags.data) {
            (Some(path), _) => read(path)?,
            (None, data) => {
                let path = data.as_deref().unwrap_or(Path::new("data")).join("azimuth.toml");
                if path.exists() { read(&path)? } else { File::default() }
            }
        };
        let data = flags.data.clone().or(file.data).unwrap_or_else(|| PathBuf::from("data"));
        let database = flags
            .database
            .clone()
            .or(file.database)
            .unwrap_or_else(|| format!("sqlite:{}", data.join("azimuth.sqlite").display()));
        let listen = serve
            .listen
            .or(file.listen)
            .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 4700)));
        let public_url = serve
            .public_url
            .clone()
            .or(file.public_url)
            .unwrap_or_else(|| format!("http://{listen}"));
        let sources = sources(flags, &file.source_networks, file.source_files, &data)?;
        Ok(Self {
            data,
            database,
            sources,
            durability: flags.durability.or(file.durability),
            log_format: flags.log_format.or(file.log_format).unwrap_or(LogFormat::Text),
            log: flags.log.clone().or(file.log).unwrap_or_else(|| "info".to_owned()),
            listen,
            metrics_listen: serve.metrics_listen.or(file.metrics_listen),
            public_url: public_url.trim_end_matches('/').to_owned(),
        })
    }
}

fn sources(
    flags: &Flags,
    networks: &Option<Vec<String>>,
    files: Option<PathBuf>,
    data: &Path,
) -> Result<data_source::Config, ConfigError> {
    let networks = match &flags.source_networks {
        Some(networks) => networks.clone(),
        None => networks
            .iter()
            .flatten()
            .map(|text| text.parse::<Network>())
            .collect::<Result<_, _>>()
            .map_err(|error| ConfigError::Parse {
                path: PathBuf::from("source_networks"),
                message: error.to_string(),
            })?,
    };
    let key = match &flags.secret_key {
        Some(key) => KeySource::Given(key.clone()),
        None => KeySource::File(data.join("secret.key")),
    };
    let policy = Policy { networks, files: flags.source_files.clone().or(files) };
    Ok(data_source::Config { policy, key })
}

fn read(path: &Path) -> Result<File, ConfigError> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| ConfigError::Read { path: path.to_owned(), source })?;
    toml::from_str(&text)
        .map_err(|error| ConfigError::Parse { path: path.to_owned(), message: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_file_names_every_key_and_is_valid() {
        let uncommented: String = EXAMPLE
            .lines()
            .filter_map(|line| line.strip_prefix("# ").filter(|rest| rest.contains(" = ")))
            .map(|line| format!("{line}\n"))
            .collect();
        let file: File = toml::from_str(&uncommented).unwrap();
        assert!(file.listen.is_some() && file.metrics_listen.is_some());
        assert!(file.database.is_some() && file.public_url.is_some() && file.log.is_some());
        assert!(file.source_networks.is_some() && file.source_files.is_some());
        assert!(file.data.is_some() && file.durability.is_some() && file.log_format.is_some());
    }

    #[test]
    fn flags_win_over_defaults() {
        let flags = Flags { data: Some("elsewhere".into()), ..Flags::default() };
        let config = Config::load(&flags, &ServeFlags::default()).unwrap();
        assert_eq!(config.database, "sqlite:elsewhere/azimuth.sqlite");
        assert_eq!(config.public_url, "http://127.0.0.1:4700");
    }
}
