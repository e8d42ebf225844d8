//! Measurements that come in together, from a file or in one request: read, checked, written as one
//! batch.
//!
//! [`lines`] and [`json_lines`] read a file, [`chunks`] hands it over in pieces, [`catalog`] turns
//! what was given into what is meant, [`writer`] writes what is new. A batch is one transaction
//! with one change in the log, whose digest covers every row; measurements themselves are never
//! overwritten: another value for the same KPI, unit and period supersedes the one before.

pub(crate) mod catalog;
pub(crate) mod chunks;
pub(crate) mod json_lines;
pub(crate) mod lines;
mod people;
pub(crate) mod writer;

use uuid::Uuid;

/// What to do about lines that cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// One bad line and nothing is changed.
    #[default]
    AllOrNothing,
    /// Good lines are taken, bad ones are reported.
    Partial,
}

/// What became of measurements that came in together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Lines read, good and bad.
    pub rows: u64,
    /// Values for periods that had none.
    pub inserted: u64,
    /// Values that supersede another one.
    pub corrected: u64,
    /// Values that were known already.
    pub unchanged: u64,
    /// Lines that cannot be taken.
    pub rejected_count: u64,
    /// The first of them, with what is wrong.
    pub rejected: Vec<Rejected>,
    /// Whether the good lines are kept; `false` when a bad one held everything back.
    pub is_applied: bool,
    /// The batch, when something was new.
    pub batch: Option<Uuid>,
    /// The change's place in the log; 0 when nothing was changed.
    pub seq: i64,
    /// How many scores moved.
    pub moved_count: usize,
}

/// A line that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The line of the file, or the index of the item; files begin at 1, items at 0.
    pub line: u64,
    /// The column or field that is wrong.
    pub column: &'static str,
    /// Stable code.
    pub code: &'static str,
    /// What is wrong and what would be right.
    pub reason: String,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Lines read.
    pub rows: u64,
    /// Bytes of the file that these are.
    pub bytes: u64,
}
