//! Alignment: which goal an objective supports.

use crate::id::{AlignmentId, KeyResultId, ObjectiveId};

/// What is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AlignmentTarget {
    /// Another objective.
    Objective(ObjectiveId),
    /// A key result of another objective. Such support is shown and never counted.
    KeyResult(KeyResultId),
}

/// `objective` supports `target`; when it contributes, its progress counts there with `weight`.
#[derive(Debug, Clone, PartialEq)]
pub struct Alignment {
    /// Identity.
    pub id: AlignmentId,
    /// The supporter.
    pub objective: ObjectiveId,
    /// The supported.
    pub target: AlignmentTarget,
    /// `Some(weight ≥ 0)` when the supporter's progress counts in the target objective.
    pub contribution: Option<f64>,
}
