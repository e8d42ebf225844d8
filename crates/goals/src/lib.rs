//! The arithmetic of goals: pure, synchronous, no I/O, no clock, no randomness.
//!
//! Nouns and their rules live here, one file per noun, with the same names on every floor above.
//! Facts come in as plain values, scores and proofs go out as plain values. `today` is always a
//! parameter. The one invariant: *the live [`graph`] after any sequence of changes equals the graph
//! rebuilt from the facts, and it recomputed no more than what depends on each change*. Begin with
//! [`key_result`], then [`objective`], then [`graph`].

pub mod id;
pub mod refusal;

pub mod access;
pub mod aggregate;
pub mod alignment;
pub mod cube;
pub mod cycle;
pub mod formula;
pub mod grade;
pub mod graph;
pub mod key_result;
pub mod kpi;
pub mod kpi_driver;
pub mod kpi_link;
pub mod kpi_target;
pub mod objective;
pub mod org_unit;
pub mod organization;
pub mod pace;
pub mod period;
pub mod proof;
pub mod ranking;
pub mod scoring;
pub mod status;
pub mod subject;
