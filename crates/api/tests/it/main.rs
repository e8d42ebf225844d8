//! The API from outside: every verb by those who may, those who may not and those who do it twice.
//!
//! Each test runs on SQLite in memory and, where a server is configured, on PostgreSQL.
//! `support.rs` has the small world that tests act in; `access_matrix.rs` knows who may call what,
//! and fails for an operation without a row. To add a noun: a module here, and its rows in the
//! matrix.

#![expect(clippy::unwrap_used, reason = "a test may unwrap: its panic is the report")]

mod access_matrix;
mod accounts;
mod alerts;
mod changes;
mod comparison;
mod cycles;
mod definition;
mod demo;
mod due_values;
mod errors;
mod events;
mod first_tries;
mod forecasts;
mod formulas;
mod goals;
mod kpi_drivers;
mod kpis;
mod measurements;
mod openapi;
mod past;
mod past_kpis;
mod people;
mod people_values;
mod scoring;
mod search;
mod series;
mod session;
mod setup;
mod sources;
mod support;
mod targets;
mod units;
mod upload_workbooks;
mod uploads;
