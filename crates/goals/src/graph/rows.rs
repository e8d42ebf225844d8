//! Rows of every other noun: the fact, the slots it points to, and what has been computed of it.

use super::mean::{Mean, Missing, Outward};
use super::number::Number;
use super::score::{LinkScore, Score, StatusCounts};
use crate::cycle::Cycle;
use crate::kpi::Kpi;
use crate::kpi_link::KpiLink;
use crate::kpi_target::KpiTarget;
use crate::objective::{ObjectiveKind, ProgressMode};
use crate::org_unit::OrgUnit;
use crate::status::{Stage, Status};

/// A cycle, and what today makes of it.
#[derive(Debug, Clone)]
pub(super) struct CycleRow {
    pub(super) fact: Cycle,
    /// Expected progress at a linear pace.
    pub(super) linear: f64,
    pub(super) stage: Stage,
    pub(super) missing: Missing,
}

/// A unit.
#[derive(Debug, Clone)]
pub(super) struct UnitRow {
    pub(super) fact: OrgUnit,
    /// Slot of the unit above, or [`super::table::NOWHERE`].
    pub(super) parent: u32,
}

/// A unit in one cycle: there as soon as it, or a unit below it, owns an objective in that cycle.
#[derive(Debug, Clone)]
pub(super) struct UnitNode {
    pub(super) mean: Mean,
    pub(super) statuses: StatusCounts,
    pub(super) status: Status,
    pub(super) below: Below,
    /// Its own objectives have changed.
    pub(super) is_stale: bool,
    pub(super) is_queued: bool,
}

impl UnitNode {
    /// A unit without any objective.
    pub(super) const NOTHING: UnitNode = UnitNode {
        mean: Mean::NOTHING,
        statuses: StatusCounts::NONE,
        status: Status::NoData,
        below: Below { sum: 0, count: 0 },
        is_stale: false,
        is_queued: false,
    };

    pub(super) fn score(&self) -> Score {
        Score {
            progress: self.mean.progress.get(),
            raw: self.mean.raw.get(),
            original_progress: None,
            expected: self.mean.expected.get(),
            gap: self.mean.gap(),
            coverage: self.mean.coverage(),
            descendants_mean: self.below.mean(),
            status: self.status,
        }
    }
}

/// The sum of the progress of units, exact: each is cut to steps of 2⁻⁶², so adding and taking away
/// in any order gives the same, and one change costs its ancestors one addition each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Below {
    pub(super) sum: i128,
    pub(super) count: i64,
}

impl Below {
    const STEPS: f64 = (1_u64 << 62) as f64;

    /// Of one unit with this progress.
    pub(super) fn of(progress: Number) -> Below {
        match progress.get() {
            Some(progress) => Below { sum: i128::from((progress * Below::STEPS) as i64), count: 1 },
            None => Below::default(),
        }
    }

    pub(super) fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum as f64 / Below::STEPS / self.count as f64)
    }
}

impl std::ops::Add for Below {
    type Output = Below;
    fn add(self, other: Below) -> Below {
        Below { sum: self.sum + other.sum, count: self.count + other.count }
    }
}

impl std::ops::Neg for Below {
    type Output = Below;
    fn neg(self) -> Below {
        Below { sum: -self.sum, count: -self.count }
    }
}

/// An objective: its facts but who is accountable, which no score depends on.
#[derive(Debug, Clone)]
pub(super) struct ObjectiveRow {
    /// Slot of its cycle.
    pub(super) cycle: u32,
    /// Slot of the unit that owns it, or [`super::table::NOWHERE`].
    pub(super) unit: u32,
    /// 1 + the greatest height among the objectives aligned to it; 0 without any.
    pub(super) height: u32,
    pub(super) weight: f64,
    pub(super) kind: ObjectiveKind,
    pub(super) mode: ProgressMode,
    pub(super) is_published: bool,
    pub(super) is_archived: bool,
    pub(super) is_excluded: bool,
    pub(super) status_override: Option<Status>,
    pub(super) is_queued: bool,
    pub(super) state: ObjectiveState,
}

/// What has been computed of one objective.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ObjectiveState {
    pub(super) mean: Mean,
    pub(super) breached: u32,
    pub(super) computed_status: Status,
    pub(super) status: Status,
    /// Not computed yet.
    pub(super) is_new: bool,
}

impl ObjectiveState {
    pub(super) const NEW: ObjectiveState = ObjectiveState {
        mean: Mean::NOTHING,
        breached: 0,
        computed_status: Status::NoData,
        status: Status::NoData,
        is_new: true,
    };

    pub(super) fn score(&self) -> Score {
        Score {
            progress: self.mean.progress.get(),
            raw: self.mean.raw.get(),
            original_progress: None,
            expected: self.mean.expected.get(),
            gap: self.mean.gap(),
            coverage: self.mean.coverage(),
            descendants_mean: None,
            status: self.status,
        }
    }
}

impl ObjectiveRow {
    pub(super) fn counts_key_results(&self) -> bool {
        matches!(self.mode, ProgressMode::KeyResults | ProgressMode::Both)
    }

    pub(super) fn counts_aligned(&self) -> bool {
        matches!(self.mode, ProgressMode::AlignedObjectives | ProgressMode::Both)
    }

    /// What it is to those above it; `linear` is what its cycle expects.
    pub(super) fn outward(&self, linear: f64) -> Outward {
        let state = &self.state;
        let is_off_track = state.status == Status::OffTrack;
        Outward {
            progress: state.mean.progress,
            raw: state.mean.raw,
            expected: state.mean.expected.get().unwrap_or(linear).into(),
            is_in: self.is_published && !self.is_archived,
            is_excluded: self.is_excluded,
            is_done: state.computed_status == Status::Done,
            is_off_track: is_off_track && self.kind == ObjectiveKind::Committed,
            is_breached: false,
            status: state.status,
        }
    }
}

/// What an alignment supports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// Slot of an objective.
    Objective(u32),
    /// Slot of a key result.
    KeyResult(u32),
}

impl Target {
    pub(super) fn objective(self) -> Option<u32> {
        match self {
            Target::Objective(slot) => Some(slot),
            Target::KeyResult(_) => None,
        }
    }

    pub(super) fn key_result(self) -> Option<u32> {
        match self {
            Target::Objective(_) => None,
            Target::KeyResult(slot) => Some(slot),
        }
    }
}

/// An alignment.
#[derive(Debug, Clone, Copy)]
pub(super) struct AlignmentRow {
    /// Slot of the objective that supports.
    pub(super) supporter: u32,
    pub(super) target: Target,
    pub(super) contribution: Number,
}

/// A KPI.
#[derive(Debug, Clone)]
pub(super) struct KpiRow {
    pub(super) fact: Kpi,
}

/// A target of a KPI.
#[derive(Debug, Clone)]
pub(super) struct TargetRow {
    pub(super) fact: KpiTarget,
    /// Slot of the KPI.
    pub(super) kpi: u32,
}

/// A KPI link.
#[derive(Debug, Clone)]
pub(super) struct LinkRow {
    pub(super) fact: KpiLink,
    /// Slot of the key result.
    pub(super) key_result: u32,
    /// Slot of the KPI.
    pub(super) kpi: u32,
    pub(super) state: LinkState,
    pub(super) is_queued: bool,
}

/// What has been computed of one link.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct LinkState {
    pub(super) value: Number,
    /// Of a guard: what must not be crossed.
    pub(super) limit: Number,
    pub(super) is_breached: Option<bool>,
    /// For a key result judged over time: the share of elapsed periods in which its condition held.
    pub(super) held: Number,
    /// For a key result with a seasonal pace: the share of last year's way at the same point.
    pub(super) season: Number,
}

impl LinkState {
    pub(super) const NOTHING: LinkState = LinkState {
        value: Number::NONE,
        limit: Number::NONE,
        is_breached: None,
        held: Number::NONE,
        season: Number::NONE,
    };

    pub(super) fn score(&self) -> LinkScore {
        LinkScore {
            value: self.value.get(),
            limit: self.limit.get(),
            is_breached: self.is_breached,
        }
    }
}
