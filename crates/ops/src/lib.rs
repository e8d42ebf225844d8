//! Use cases: authorise, validate, one transaction, one change; the live goal graph; jobs.
//!
//! A use case is a function `ops::NOUN::VERB(&app, &viewer, input)`. It begins a [`work::Work`],
//! loads inside the viewer's organisation, asks `viewer.may(..)`, validates through `goals`,
//! writes, records the change and commits. The commit moves the live graph; the returned
//! [`work::Outcome`] carries every score that moved. The one invariant: nothing is written outside
//! a `Work`, so nothing is written without a change. Next: `app.rs`, then `objective.rs`.

pub mod app;
pub mod archive;
pub mod check;
pub mod clock;
pub mod demo_clock;
pub mod error;
pub mod idempotency;
pub mod limits;
pub mod live;
pub mod names;
mod nearest;
pub mod past;
pub mod patch;
pub mod secret;
pub mod viewer;
pub mod work;

mod effective;
mod sign_in_guard;
mod touch;

pub mod account;
pub mod alert;
pub mod alert_recovery;
pub mod alignment;
pub mod api_token;
pub mod check_in;
pub mod cycle;
pub mod data_source;
pub mod due_value;
pub mod key_result;
pub mod manager_line;
pub mod membership;
pub mod milestone;
pub mod objective;
pub mod org_unit;
pub mod organization;
pub mod person;
pub mod pillar_score;
pub mod proof;
pub mod session;
pub mod setup;
pub mod strategic_pillar;
pub mod subject;
pub mod upload;
pub mod user;
pub mod user_link;

pub mod breakdown;
pub mod catalogue;
pub mod change;
pub mod comparison;
pub mod event;
pub mod export;
pub mod forecast;
pub mod formula;
mod freshness;
mod grade;
pub mod import;
pub mod job;
pub mod kpi;
pub mod kpi_driver;
pub mod kpi_link;
pub mod kpi_perspective;
pub mod kpi_scoring;
pub mod kpi_sheet;
pub mod kpi_standing;
pub mod kpi_target;
pub mod kpi_tile;
pub mod kpi_version;
pub mod measurement;
pub mod period_label;
pub mod search;
pub mod series;
pub mod target_cascade;

mod intake;
mod sight;
mod watch;

pub use app::App;
pub use error::OpsError;
pub use viewer::Viewer;
pub use work::Outcome;
