//! Cycles: the periods that goals live in.

use serde::{Deserialize, Serialize};

use crate::id::CycleId;
use crate::period::Period;

/// How long a cycle is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CycleKind {
    /// A fiscal year.
    Annual,
    /// Six months.
    Half,
    /// Three months.
    Quarter,
    /// Two months.
    TwoMonth,
    /// One month.
    Month,
    /// Any other span.
    Custom,
}

/// Where a cycle stands. Phases only move forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CyclePhase {
    /// Goals are being written.
    Planning,
    /// Goals are being worked on.
    Active,
    /// Goals are being graded.
    Closing,
    /// Frozen.
    Closed,
}

/// One cycle.
#[derive(Debug, Clone, PartialEq)]
pub struct Cycle {
    /// Identity.
    pub id: CycleId,
    /// The cycle it nests in.
    pub parent: Option<CycleId>,
    /// Half-open dates.
    pub period: Period,
    /// Where it stands. In `Closing` and `Closed` a missing value counts 0 unless excluded with a
    /// reason.
    pub phase: CyclePhase,
}
