//! Rows of key results: the many.
//!
//! An organisation has several times more key results than anything else, so their facts are kept
//! small: the usual ones (reach a target at a linear pace) take one cache line, the unusual parts
//! live in a box.

use std::borrow::Cow;

use super::mean::Outward;
use super::number::Number;
use super::score::Score;
use crate::key_result::{KeyResult, Measure, Pace};
use crate::status::Status;

/// The facts of one key result but its weight, and what has been computed of it but what it is to
/// its objective: those two lie apart, side by side, since adding up children reads nothing else.
#[derive(Debug, Clone)]
pub(super) struct KeyResultRow {
    measure: CompactMeasure,
    pub(super) current: Number,
    detail: Option<Box<Detail>>,
    /// Slot of its objective.
    pub(super) objective: u32,
    pub(super) over_time: bool,
    pub(super) is_excluded: bool,
    pub(super) is_archived: bool,
    pub(super) is_queued: bool,
    pub(super) status_override: Option<Status>,
    pub(super) state: KeyResultState,
}

#[derive(Debug, Clone)]
enum CompactMeasure {
    Reach { start: f64, target: f64 },
    Other(Box<Measure>),
}

#[derive(Debug, Clone)]
struct Detail {
    original: Option<(f64, f64)>,
    pace: Pace,
}

/// What has been computed of one key result, beside what it is to its objective.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct KeyResultState {
    pub(super) value: Number,
    pub(super) original: Number,
    pub(super) breached: u32,
    pub(super) computed_status: Status,
    /// Not computed yet.
    pub(super) is_new: bool,
}

impl KeyResultState {
    pub(super) const NEW: KeyResultState = KeyResultState {
        value: Number::NONE,
        original: Number::NONE,
        breached: 0,
        computed_status: Status::NoData,
        is_new: true,
    };

    pub(super) fn score(&self, outward: &Outward) -> Score {
        Score {
            progress: outward.progress.get(),
            raw: outward.raw.get(),
            original_progress: self.original.get(),
            expected: outward.expected.get(),
            gap: outward.gap(),
            coverage: Some(if outward.progress.is_some() { 1.0 } else { 0.0 }),
            descendants_mean: None,
            status: outward.status,
        }
    }
}

impl KeyResultRow {
    /// The row of `fact`, not computed yet, under the objective in slot `objective`.
    pub(super) fn new(fact: KeyResult, objective: u32) -> KeyResultRow {
        let detail = (fact.original.is_some() || fact.pace != Pace::Linear)
            .then(|| Box::new(Detail { original: fact.original, pace: fact.pace }));
        KeyResultRow {
            measure: match fact.measure {
                Measure::Reach { start, target } => CompactMeasure::Reach { start, target },
                other => CompactMeasure::Other(Box::new(other)),
            },
            current: fact.current.into(),
            detail,
            objective,
            over_time: fact.over_time,
            is_excluded: fact.is_excluded,
            is_archived: fact.is_archived,
            is_queued: false,
            status_override: fact.status_override,
            state: KeyResultState::NEW,
        }
    }

    /// What counts as success.
    #[inline]
    pub(super) fn measure(&self) -> Cow<'_, Measure> {
        match &self.measure {
            &CompactMeasure::Reach { start, target } => {
                Cow::Owned(Measure::Reach { start, target })
            }
            CompactMeasure::Other(measure) => Cow::Borrowed(measure),
        }
    }

    pub(super) fn original(&self) -> Option<(f64, f64)> {
        self.detail.as_ref().and_then(|detail| detail.original)
    }

    pub(super) fn pace(&self) -> &Pace {
        self.detail.as_ref().map_or(&Pace::Linear, |detail| &detail.pace)
    }

    /// S and T of the usual key result: a target to reach at a linear pace, of which is expected
    /// what its cycle expects, with goalposts that were never moved.
    #[inline]
    pub(super) fn usual_reach(&self) -> Option<(f64, f64)> {
        match (&self.measure, &self.detail) {
            (&CompactMeasure::Reach { start, target }, None) => Some((start, target)),
            _ => None,
        }
    }

    /// Whether what is expected of it depends on the day in other ways than by its cycle's share of
    /// days.
    pub(super) fn reads_today(&self) -> bool {
        let has_due_dates = match &self.measure {
            CompactMeasure::Reach { .. } => false,
            CompactMeasure::Other(measure) => matches!(&**measure, Measure::Milestones(_)),
        };
        has_due_dates || *self.pace() != Pace::Linear
    }
}
