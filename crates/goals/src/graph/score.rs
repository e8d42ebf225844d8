//! What comes out: the scores of each kind of node, and what a change has moved.
//!
//! All ratios are 1.0 = 100 %. Unknown is `None`, never 0.

use crate::id::{AlignmentId, CycleId, KeyResultId, KpiLinkId, ObjectiveId, OrgUnitId};
use crate::status::Status;

/// One computed thing of the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// The value of a linked KPI in its window.
    KpiLink(KpiLinkId),
    /// A key result.
    KeyResult(KeyResultId),
    /// An objective.
    Objective(ObjectiveId),
    /// A unit in one cycle; the root unit stands for the organisation.
    Unit(OrgUnitId, CycleId),
}

/// What every scored node has in common; the shape that goes over the wire.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// What rolls up, 0..=1.
    pub progress: Option<f64>,
    /// Before clamping; may be below 0 or above 1.
    pub raw: Option<f64>,
    /// Of a key result whose goalposts were moved: raw progress between the original posts.
    pub original_progress: Option<f64>,
    /// Where progress should be today, 0..=1.
    pub expected: Option<f64>,
    /// `expected − progress`; negative when ahead.
    pub gap: Option<f64>,
    /// The share of weight that had data, 0..=1; for a key result 1 or 0.
    pub coverage: Option<f64>,
    /// Of a unit: the mean of the units below it.
    pub descendants_mean: Option<f64>,
    /// The word for it.
    pub status: Status,
}

/// A score that is not what it was. `None` before: the node is new; `None` after: it is gone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moved {
    /// Which node.
    pub node: Node,
    /// Before the edit.
    pub before: Option<Score>,
    /// After it.
    pub after: Option<Score>,
}

/// Where a key result stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KeyResultScore {
    /// What counts as the current value: the measuring KPI's where there is one, else the last one
    /// checked in.
    pub value: Option<f64>,
    /// Progress before clamping.
    pub raw: Option<f64>,
    /// Progress clamped to 0..=1: what rolls up.
    pub progress: Option<f64>,
    /// Raw progress between the original posts, where they were moved.
    pub original_progress: Option<f64>,
    /// Where progress should be today.
    pub expected: Option<f64>,
    /// `expected − progress`.
    pub gap: Option<f64>,
    /// The owner's own judgement if there is one, else by the gap.
    pub status: Status,
    /// By the gap alone.
    pub computed_status: Status,
    /// Its share of the weights in its objective; `None` when it is taken out.
    pub weight_share: Option<f64>,
    /// How many of its guards are breached.
    pub breached_guards: u32,
}

/// Where an objective stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ObjectiveScore {
    /// Weighted mean of the children that count, 0..=1.
    pub progress: Option<f64>,
    /// The same mean of the children's raw progress.
    pub raw: Option<f64>,
    /// The same mean of what is expected of them.
    pub expected: Option<f64>,
    /// `expected − progress`.
    pub gap: Option<f64>,
    /// The share of weight that had data; `None` without any weight.
    pub coverage: Option<f64>,
    /// The owner's own judgement if there is one, else the computed one.
    pub status: Status,
    /// By the gap, and never better than at risk while a committed child is off track or a guard is
    /// breached.
    pub computed_status: Status,
    /// How many of its key results have a breached guard.
    pub breached: u32,
    /// Its share of the weights in its unit; `None` when it does not count there.
    pub weight_share: Option<f64>,
}

/// Where a unit stands in one cycle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitScore {
    /// Weighted mean of the published objectives that it owns in the cycle.
    pub progress: Option<f64>,
    /// The same mean of their raw progress.
    pub raw: Option<f64>,
    /// The same mean of what is expected of them.
    pub expected: Option<f64>,
    /// `expected − progress`.
    pub gap: Option<f64>,
    /// The share of weight that had data.
    pub coverage: Option<f64>,
    /// By the gap.
    pub status: Status,
    /// The plain mean over the units below it, at any depth, that have progress. Shown beside,
    /// never mixed in.
    pub descendants_mean: Option<f64>,
    /// How many units that mean is over.
    pub descendants_count: u32,
    /// How many of its published objectives stand where.
    pub statuses: StatusCounts,
}

/// How many objectives have which status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StatusCounts([u32; 6]);

impl StatusCounts {
    pub(super) const NONE: StatusCounts = StatusCounts([0; 6]);

    /// How many have `status`.
    pub fn of(&self, status: Status) -> u32 {
        self.0[status as usize]
    }

    /// How many there are.
    pub fn total(&self) -> u32 {
        self.0.iter().sum()
    }

    pub(super) fn count(&mut self, status: Status) {
        self.0[status as usize] += 1;
    }

    pub(super) fn add(&mut self, other: &StatusCounts) {
        self.0.iter_mut().zip(other.0).for_each(|(count, more)| *count += more);
    }
}

/// The value of a linked KPI.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinkScore {
    /// The KPI's value for the link's unit in the link's window.
    pub value: Option<f64>,
    /// Of a guard: the value that must not be crossed.
    pub limit: Option<f64>,
    /// Of a guard with a value and a limit: whether it is crossed.
    pub is_breached: Option<bool>,
}

/// A goal below an objective.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Child {
    /// The key result, or the objective that supports.
    pub node: Node,
    /// For a supporting objective: through which alignment.
    pub alignment: Option<AlignmentId>,
    /// Its weight; `None` for support that does not contribute.
    pub weight: Option<f64>,
    /// Its share of the weights that count; `None` when it is taken out.
    pub weight_share: Option<f64>,
}

/// A goal above an objective.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parent {
    /// The objective or key result that is supported.
    pub node: Node,
    /// Through which alignment.
    pub alignment: AlignmentId,
    /// With which weight it contributes, if it does.
    pub weight: Option<f64>,
}
