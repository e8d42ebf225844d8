//! The demo: the air traffic of New York in 2013, told again through the product's own use cases.
//!
//! `content.rs` reads the organisation and its goals (`demo/content.json`), `flights.rs` the real
//! operations (`demo/flights_daily.csv.gz`). `story.rs` puts what happened in the order of time,
//! and `fill.rs` lives it through with the clock set to each moment, so that the log, the history
//! and the scores are what they would have been. `machine.rs` moves on from there, a week at a
//! time.

mod cast;
mod content;
mod fill;
mod flights;
mod goals_told;
mod machine;
mod story;

pub use content::Language;
pub use fill::{PASSWORD, fill};
pub use machine::DemoMachine;
