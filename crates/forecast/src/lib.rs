//! Early warning by arithmetic: what comes next, how sure that is, what was out of the ordinary.
//!
//! Pure and deterministic, like [`goals`] below: no I/O, no clock, no randomness. A [`History`] of
//! equally long periods goes in; a [`Model`] comes out that has chosen its method by how well each
//! would have forecast the series' own past, and that answers any [`Outlook`]: one period, the rest
//! of a month, a whole cycle. The one invariant: *an interval is made of errors that the method
//! really made on this series*, never of what a model believes of itself. [`anomaly`] is apart.
//! [`subject`] reads both from the cube.
//!
//! To add a method: its variant in [`Method`], its forecast in `state.rs`, its turn in `choose.rs`.

pub mod anomaly;
mod choose;
mod history;
mod model;
mod outlook;
mod spread;
pub mod staleness;
mod state;
mod student;
pub mod subject;
pub mod watch;

pub use history::{Fold, History, POINTS_MIN, STEPS_MAX};
pub use model::{Compared, Method, Model, Shares, TooLittle};
pub use outlook::{Outlook, SoFar};
pub use spread::LEVEL_DEFAULT;
