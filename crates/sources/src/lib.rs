//! Where values come from: asking databases, HTTP services, Prometheus and folders for rows. Floor
//! 2, beside `store`, which it does not know.
//!
//! [`DataSource`] is what all of them do, one file each; what they are told is in [`settings`], and
//! what must stay secret in it is taken out by [`secrets`] and sealed by [`seal`]; [`network`]
//! decides which addresses may be reached, [`cron`] when it is time. The one invariant: *a source
//! reads and never writes, within limits of time, rows and bytes, and what it reports never shows a
//! secret.* To add a kind: its settings in `settings.rs`, a file with its [`DataSource`], its line
//! in [`source`].

pub mod cron;
pub mod failure;
pub mod network;
pub mod row;
pub mod seal;
pub mod secrets;
pub mod settings;

mod folder;
mod http;
mod prometheus;
mod sql;

use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Duration;

use futures::future::BoxFuture;
use goals::period::Period;
use jiff::civil::Date;
use jiff::tz::TimeZone;

pub use failure::{Failure, Kind as FailureKind};
pub use network::Policy;
pub use row::{Number, Row};
pub use settings::{Problem, Settings};

use secrets::Masker;

/// What is asked of a source.
#[derive(Debug, Clone)]
pub struct Ask {
    /// First day.
    pub from: Date,
    /// The day after the last.
    pub to: Date,
    /// The periods between the two days, in order.
    pub periods: Vec<Period>,
    /// The organisation's time zone: what a day is.
    pub time_zone: TimeZone,
    /// Digests of files that were taken before.
    pub taken: HashSet<String>,
}

/// How much may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Rows altogether.
    pub rows: usize,
    /// Bytes altogether.
    pub bytes: usize,
    /// Pages of one service, or files of one folder.
    pub pages: usize,
    /// How long all of it may take.
    pub time: Duration,
}

/// Rows that belong together: they are recorded all or not at all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Part {
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// The file that they stood in, when it was one.
    pub file: Option<File>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name in the folder.
    pub name: String,
    /// SHA-256 of what it holds, 64 hex digits.
    pub digest: String,
    /// Why it cannot be understood, if it cannot.
    pub problem: Option<String>,
    path: PathBuf,
}

/// What a source gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fetched {
    /// What was asked, in words, without secrets.
    pub asked: String,
    /// The rows.
    pub parts: Vec<Part>,
}

/// What becomes of a file that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settle {
    /// Its values are recorded.
    Done,
    /// They are not.
    Failed,
}

/// Something that rows can be asked of.
///
/// Dropping the future that [`DataSource::fetch`] gives cancels it: connections are closed, and
/// what a database still computes ends with its own time limit.
pub trait DataSource: Send + Sync {
    /// What is wrong with the settings, without asking anybody.
    fn check(&self, policy: &Policy) -> Vec<Problem>;

    /// Rows for the span, in the order in which the source gives them.
    fn fetch<'a>(
        &'a self,
        ask: &'a Ask,
        limits: &'a Limits,
        policy: &'a Policy,
    ) -> BoxFuture<'a, Result<Fetched, Failure>>;

    /// Told what became of a file, after its values were recorded or refused.
    ///
    /// # Errors
    /// When the file cannot be moved.
    fn settle(&self, _file: &File, _outcome: Settle, _policy: &Policy) -> std::io::Result<()> {
        Ok(())
    }
}

/// The source that these settings describe; they hold their secrets.
pub fn source(settings: &Settings) -> Box<dyn DataSource> {
    match settings {
        Settings::Sql(settings) => Box::new(sql::Source(settings.clone())),
        Settings::Http(settings) => Box::new(http::Source(settings.clone())),
        Settings::Prometheus(settings) => Box::new(prometheus::Source(settings.clone())),
        Settings::Folder(settings) => Box::new(folder::Source(settings.clone())),
    }
}

/// Asks a source, within the limits.
///
/// # Errors
/// [`Failure`]: what was asked and what came back, with every secret masked.
pub async fn fetch(
    settings: &Settings,
    ask: &Ask,
    limits: &Limits,
    policy: &Policy,
) -> Result<Fetched, Failure> {
    let masker = Masker::of(settings);
    let source = source(settings);
    let result = tokio::time::timeout(limits.time, source.fetch(ask, limits, policy)).await;
    let result = result.unwrap_or_else(|_| {
        let told = format!("no complete answer within {} seconds", limits.time.as_secs());
        Err(Failure::new(FailureKind::TimedOut, settings.question(), told))
    });
    match result {
        Ok(mut fetched) => {
            fetched.asked = masker.mask(&fetched.asked);
            Ok(fetched)
        }
        Err(failure) => Err(Failure {
            asked: masker.mask(&failure.asked),
            answered: masker.mask(&failure.answered),
            ..failure
        }),
    }
}
