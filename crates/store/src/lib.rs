//! The facts and the log: SQL, migrations, queries. Floor 2.
//!
//! One file per table in [`entity`], one of the same name here with its queries; nothing outside
//! this crate writes SQL. Functions take `&impl ConnectionTrait`: a [`Transaction`] or the pool of
//! [`Database::read`]. Where SQLite and PostgreSQL differ, the difference ends here. The one
//! invariant: *every write is one transaction with one [`change`]*, which the floor above keeps by
//! writing through `change::append`. To add a noun: a migration, an entity, a query file, and its
//! place in the tests, which run on both databases.

pub mod alert;
pub mod alignment;
pub mod api_token;
pub mod change;
pub mod check_in;
pub mod count;
pub mod cycle;
pub mod data_source;
pub mod data_source_state;
pub mod database;
pub mod day;
pub mod demo_state;
pub mod digest;
pub mod entity;
pub mod errors;
pub mod export;
pub mod facts;
pub mod file_mapping;
pub mod idempotency_key;
pub mod json;
pub mod key_result;
pub mod kpi;
pub mod kpi_driver;
pub mod kpi_link;
pub mod kpi_perspective;
pub mod kpi_target;
pub mod kpi_version;
pub mod manager_line;
pub mod measurement;
pub mod measurement_batch;
pub mod membership;
pub mod milestone;
pub mod objective;
pub mod org_unit;
pub mod organization;
pub mod page;
pub mod past;
pub mod person;
pub mod score_snapshot;
pub mod search;
pub mod session;
pub mod source_file;
pub mod source_run;
pub mod strategic_pillar;
pub mod user;
pub mod user_link;
pub mod verification;
pub mod word;

mod attend;
mod migration;
mod row;

pub use database::{Database, Durability, Transaction};
pub use errors::StoreError;
pub use page::{Archived, Cursor, Listed, Order, Page};
pub use sea_orm::ConnectionTrait;
