//! What tests and `xtask` need from the machine: a PostgreSQL database, a scratch folder, a
//! child process that cannot outlive its maker.
//!
//! A test asks [`postgres::database_url`] for a database of its own; `xtask` starts the server
//! behind it with [`postgres::Cluster`]. Nothing here knows Azimuth's nouns: set clocks live in
//! `ops`, fixtures live beside the tests that use them. The one invariant: this crate depends on
//! the standard library alone, so that `cargo xtask` answers within seconds of a fresh clone.

pub mod failure;
pub mod keeper;
pub mod packages;
pub mod postgres;
pub mod program;
pub mod scratch;

pub use failure::{Explain, Failure, Result};
pub use scratch::ScratchDir;
