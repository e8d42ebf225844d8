//! Use cases as a whole: what comes in as files, what runs in the background, what goes out.
//!
//! Each test runs on SQLite in memory and, where a server is configured, on PostgreSQL. What is
//! asked over HTTP is tested through the API; here is what has no door there.

mod alert_recovery;
mod alerts;
mod data_source;
mod export;
mod held;
mod import;
mod job;
mod kpi_driver;
mod past;
mod support;
