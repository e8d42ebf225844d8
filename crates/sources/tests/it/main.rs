//! Sources against what they ask: a small server of our own, SQLite files, PostgreSQL where one is
//! configured, folders.

#![expect(clippy::unwrap_used, reason = "a test may unwrap: its panic is the report")]

mod folder;
mod http;
mod prometheus;
mod server;
mod sql;

use std::collections::HashSet;
use std::time::Duration;

use goals::period::{Calendar, Grain, Period};
use jiff::civil::date;
use jiff::tz::TimeZone;
use sources::{Ask, Failure, Fetched, Limits, Policy, Row, Settings};

/// Three days of October 2013 in New York.
pub(crate) fn ask() -> Ask {
    let calendar = Calendar { fiscal_year_start_month: 1, working_days: 0b001_1111 };
    let (from, to) = (date(2013, 10, 1), date(2013, 10, 4));
    let indexes = calendar.indexes_between(Grain::Day, Period { start: from, end: to });
    Ask {
        from,
        to,
        periods: indexes.map(|index| calendar.period_of_index(Grain::Day, index)).collect(),
        time_zone: TimeZone::get("America/New_York").unwrap(),
        taken: HashSet::new(),
    }
}

pub(crate) const LIMITS: Limits =
    Limits { rows: 100, bytes: 100_000, pages: 10, time: Duration::from_secs(20) };

/// What the tests may reach: one address, on which their server listens.
pub(crate) fn policy() -> Policy {
    Policy { networks: vec!["127.0.0.1".parse().unwrap()], files: None }
}

pub(crate) fn settings(json: serde_json::Value) -> Settings {
    serde_json::from_value(json).unwrap()
}

pub(crate) async fn fetch(json: serde_json::Value) -> Result<Fetched, Failure> {
    sources::fetch(&settings(json), &ask(), &LIMITS, &policy()).await
}

/// Code of the KPI, unit and period of each row.
pub(crate) fn keys(rows: &[Row]) -> Vec<String> {
    let key = |row: &Row| {
        let unit = row.unit.as_deref().unwrap_or("-");
        format!("{} {unit} {}", row.kpi, row.period)
    };
    rows.iter().map(key).collect()
}
