//! HTTP: routes, wire types, OpenAPI, status codes. Reads go to `store` and the live graph, writes
//! go to `ops`.
//!
//! A handler is under 15 lines: extract the viewer, convert, call, view. One file per noun, with
//! its wire types, its routes and nothing else; registering a route and documenting it are one act
//! ([`router`]). The wire is defined here only: `openapi.json` and the web client's types are
//! generated from it. To add an endpoint: write the handler in its noun's file, add it to that
//! file's `routes()`, add its row to the access matrix in `tests/it/access_matrix.rs`.

pub mod error;
pub mod extract;
pub mod idempotency;
pub mod observe;
pub mod paging;
pub mod state;

pub mod time;
pub mod view;

pub mod cookie;
pub mod listing;
mod openapi;
mod routes;

pub mod account;
mod actors;
mod alert;
mod alert_recovery;
mod alignment;
pub mod api_token;
mod as_of;
mod body;
mod change;
mod check_in;
mod comparison;
pub mod cycle;
mod data_source;
pub mod demo;
mod due_value;
mod event;
mod forecast;
mod key_result;
mod key_result_view;
mod kpi;
mod kpi_catalogue;
mod kpi_driver;
mod kpi_formula;
mod kpi_link;
mod kpi_list;
mod kpi_perspective;
mod kpi_scoring;
mod kpi_target;
mod kpi_tile;
mod kpi_version;
mod kpi_view;
pub mod manager_line;
mod measurement;
mod measurement_batch;
pub mod membership;
mod milestone;
mod objective;
mod objective_list;
mod objective_view;
pub mod org_unit;
pub mod organization;
mod page;
mod past_list;
pub mod person;
mod proof;
mod search;
mod series;
pub mod session;
pub mod setup;
mod source_run;
mod strategic_pillar;
mod target_cascade;
mod target_division;
mod unit_score;
mod upload;
mod upload_table;
mod upload_wire;
pub mod user;
pub mod user_link;

pub use openapi::openapi;
pub use routes::router;
pub use state::{ApiState, Settings};
