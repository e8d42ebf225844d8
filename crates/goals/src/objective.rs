//! Objectives: qualitative goals whose progress is the weighted mean of their children.
//!
//! Here is what an objective is; the mean itself is taken by [`crate::graph`], which keeps it up to
//! date. The one invariant: what is not known is left out of the mean and shows in the coverage.
//!
//! <!-- scoring:Objective and unit progress -->
//!
//! An objective's progress is the weighted mean Σ w·p / Σ w of the clamped progress of its
//! children: its key results, the objectives aligned to it that contribute, or both.
//!
//! - Weights are relative and need not sum to 100; a weight of 0 takes the child out. Without any
//!   weight there is no progress.
//! - A child without a value is left out and the others share its part. **Coverage** is the share
//!   of weight that had data.
//! - Once the cycle is closing a child without a value counts 0, unless it is excluded with a
//!   reason.
//! - Baselines, archived goals and unpublished objectives are left out.
//! - An objective's raw and expected progress are the same mean over the same children.
//!
//! *Worked*: key results with weights 3, 1 and 4, of which the first two stand at 0.5 and 0.9 and
//! the third has no value yet: (3 · 0.5 + 1 · 0.9) / (3 + 1) = 0.6 with a coverage of 4 / 8 = 50 %.
//! At close it would be (1.5 + 0.9 + 0) / 8 = 0.3.
//!
//! A unit's progress in a cycle is the same mean over the published objectives that it owns. The
//! units below it count through alignment only; their own mean is shown beside it.
//!
//! <!-- /scoring -->

use serde::{Deserialize, Serialize};

use crate::id::{CycleId, ObjectiveId, OrgUnitId, PersonId};
use crate::status::Status;

/// What a full score means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectiveKind {
    /// 承诺型: expected to reach 1.0.
    Committed,
    /// 挑战型: 0.6 to 0.7 is the sweet spot.
    Aspirational,
}

/// Which children count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProgressMode {
    /// Its own key results.
    KeyResults,
    /// Objectives aligned to it that contribute.
    AlignedObjectives,
    /// Both together.
    Both,
}

/// One objective as the arithmetic sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Objective {
    /// Identity.
    pub id: ObjectiveId,
    /// The cycle it lives in.
    pub cycle: CycleId,
    /// The unit that owns it; its weight counts there. `None` when a person owns it.
    pub owner_unit: Option<OrgUnitId>,
    /// The person accountable.
    pub owner_person: Option<PersonId>,
    /// Committed or aspirational.
    pub kind: ObjectiveKind,
    /// Which children count.
    pub mode: ProgressMode,
    /// Relative weight in its unit; ≥ 0.
    pub weight: f64,
    /// Only published (or closed) objectives count in units and in what they contribute to.
    pub is_published: bool,
    /// Archived objectives leave every mean.
    pub is_archived: bool,
    /// The owner's own judgement; expires at the next check-in.
    pub status_override: Option<Status>,
    /// Left out at close, with a reason kept in the store.
    pub is_excluded: bool,
}

/// A weighted mean and how much of the weight had data.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// Σ weight · value / Σ weight, over those with a value.
    pub value: Option<f64>,
    /// The share of weight that had a value; `None` without any weight.
    pub coverage: Option<f64>,
}

/// The weighted mean of what is known; the rest is left out and the weights renormalised.
///
/// *Missing*: items without a value lower the coverage, never the mean; `None` when nothing is
/// known or all weights are 0. *Source*: product rule "Objective progress".
///
/// ```
/// use goals::objective::weighted_mean;
/// let mean = weighted_mean([(3.0, Some(0.5)), (1.0, Some(0.9)), (4.0, None)]);
/// assert!((mean.value.unwrap() - 0.6).abs() < 1e-12); // (3·0.5 + 1·0.9) / 4
/// assert_eq!(mean.coverage, Some(0.5));
/// assert_eq!(weighted_mean([(0.0, Some(1.0))]).value, None);
/// ```
pub fn weighted_mean(items: impl IntoIterator<Item = (f64, Option<f64>)>) -> Mean {
    let (mut sum, mut known, mut whole) = (0.0, 0.0, 0.0);
    for (weight, value) in items {
        whole += weight;
        if let Some(value) = value {
            known += weight;
            sum += weight * value;
        }
    }
    Mean {
        value: (known > 0.0).then(|| sum / known),
        coverage: (whole > 0.0).then(|| known / whole),
    }
}
