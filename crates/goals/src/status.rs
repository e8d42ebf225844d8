//! Status: the word for how a goal stands against its expected pace.
//!
//! [`derive()`] is the only place where a gap becomes a word. An owner may override the word (with
//! a reason, until the next check-in); the override is applied by the graph, after this. The one
//! invariant: *without a value there is no judgement*.
//!
//! <!-- scoring:Status -->
//!
//! gap = E − p, with p the progress clamped to 0..1 and E what is expected by now. In this order:
//!
//! | status | when |
//! | --- | --- |
//! | `not_started` | the cycle has not begun |
//! | `no_data` | nothing is known of progress |
//! | `done` | p ≥ 1, but for maintain kinds; a baseline once a value is recorded |
//! | `on_track` | gap ≤ 0.05 |
//! | `at_risk` | gap ≤ 0.25 |
//! | `off_track` | gap > 0.25 |
//!
//! The two thresholds are the organisation's to change. A gap counts as equal to a threshold within
//! 10⁻⁹, so that 0.55 − 0.50 is on track although binary fractions make it a hair more than 0.05.
//! An objective is judged by its own gap, but never better than `at_risk` while a committed child
//! is `off_track` or a guard is breached. The owner may override the status with a reason, until
//! the next check-in.
//!
//! <!-- /scoring -->

use serde::{Deserialize, Serialize};

use crate::key_result::clamp;
use crate::refusal::Refusal;

/// How a goal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The cycle has not begun.
    NotStarted,
    /// No value yet.
    NoData,
    /// gap ≤ 0.05.
    OnTrack,
    /// gap ≤ 0.25.
    AtRisk,
    /// gap > 0.25.
    OffTrack,
    /// p ≥ 1 for non-maintain kinds.
    Done,
}

impl Status {
    /// Every status, in the order of [`Status::severity`], the least urgent first.
    pub const ALL: [Status; 6] = [
        Status::Done,
        Status::OnTrack,
        Status::NotStarted,
        Status::NoData,
        Status::AtRisk,
        Status::OffTrack,
    ];

    /// How urgently somebody should look: `off_track` 5, `at_risk` 4, `no_data` 3, `not_started` 2,
    /// `on_track` 1, `done` 0.
    ///
    /// ```
    /// use goals::status::Status;
    /// let mut statuses = [Status::Done, Status::OffTrack, Status::OnTrack];
    /// statuses.sort_by_key(|status| std::cmp::Reverse(status.severity()));
    /// assert_eq!(statuses, [Status::OffTrack, Status::OnTrack, Status::Done]);
    /// ```
    pub fn severity(self) -> u8 {
        match self {
            Status::Done => 0,
            Status::OnTrack => 1,
            Status::NotStarted => 2,
            Status::NoData => 3,
            Status::AtRisk => 4,
            Status::OffTrack => 5,
        }
    }

    /// The stable name, as on the wire.
    pub fn key(self) -> &'static str {
        match self {
            Status::NotStarted => "not_started",
            Status::NoData => "no_data",
            Status::OnTrack => "on_track",
            Status::AtRisk => "at_risk",
            Status::OffTrack => "off_track",
            Status::Done => "done",
        }
    }
}

/// Where a gap turns into a warning; gap = expected − progress.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// The largest gap that is still on track (0.05).
    pub on_track_gap: f64,
    /// The largest gap that is only at risk (0.25).
    pub at_risk_gap: f64,
}

impl Default for Thresholds {
    fn default() -> Thresholds {
        Thresholds { on_track_gap: 0.05, at_risk_gap: 0.25 }
    }
}

impl Thresholds {
    /// Refuses thresholds outside 0..=1 or in the wrong order.
    ///
    /// *Errors*: [`Refusal::ThresholdsReversed`].
    pub fn validate(&self) -> Result<(), Refusal> {
        let &Thresholds { on_track_gap, at_risk_gap } = self;
        let is_ordered = (0.0..=1.0).contains(&on_track_gap)
            && (0.0..=1.0).contains(&at_risk_gap)
            && on_track_gap <= at_risk_gap;
        if is_ordered {
            Ok(())
        } else {
            Err(Refusal::ThresholdsReversed { on_track_gap, at_risk_gap })
        }
    }

    /// The word for a gap.
    pub fn status_of_gap(&self, gap: f64) -> Status {
        if gap <= self.on_track_gap + GAP_TOLERANCE {
            Status::OnTrack
        } else if gap <= self.at_risk_gap + GAP_TOLERANCE {
            Status::AtRisk
        } else {
            Status::OffTrack
        }
    }
}

/// When a goal is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Completion {
    /// Once progress is full.
    WhenFull,
    /// Never: something is kept, and can be lost tomorrow.
    Never,
    /// Once a value is recorded: a baseline.
    OnceKnown,
}

/// Whether the goal's cycle has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Today is before its first day.
    NotStarted,
    /// Today is its first day or later.
    Started,
}

/// The status that follows from progress and pace; total, and the same for key results, objectives
/// and units.
///
/// *Unit*: 1.0 = 100 %; progress may be raw, it is clamped here. *Missing*: without `progress` it
/// is [`Status::NoData`]; without `expected` what is known is [`Status::OnTrack`], since nothing
/// was promised yet. For [`Completion::OnceKnown`] any `progress` says that a value is recorded.
/// *Source*: product, "Expected progress and status".
///
/// ```
/// use goals::status::{Completion, Stage, Status, Thresholds, derive};
/// let status = |progress| {
///     derive(Stage::Started, progress, Some(0.5), Completion::WhenFull, &Thresholds::default())
/// };
/// assert_eq!(status(Some(0.45)), Status::OnTrack);
/// assert_eq!(status(Some(0.25)), Status::AtRisk);
/// assert_eq!(status(Some(0.24)), Status::OffTrack);
/// assert_eq!(status(Some(1.20)), Status::Done);
/// assert_eq!(status(None), Status::NoData);
/// ```
pub fn derive(
    stage: Stage,
    progress: Option<f64>,
    expected: Option<f64>,
    completion: Completion,
    thresholds: &Thresholds,
) -> Status {
    if stage == Stage::NotStarted {
        return Status::NotStarted;
    }
    let Some(progress) = progress else { return Status::NoData };
    match completion {
        Completion::OnceKnown => return Status::Done,
        Completion::WhenFull if progress >= 1.0 => return Status::Done,
        Completion::WhenFull | Completion::Never => {}
    }
    expected
        .map_or(Status::OnTrack, |expected| thresholds.status_of_gap(expected - clamp(progress)))
}

/// The same status, but not better than at risk: for an objective while a committed child is off
/// track or a guard is breached. Where nothing is judged yet, nothing changes.
///
/// ```
/// use goals::status::{Status, cap_at_risk};
/// assert_eq!(cap_at_risk(Status::OnTrack), Status::AtRisk);
/// assert_eq!(cap_at_risk(Status::Done), Status::AtRisk);
/// assert_eq!(cap_at_risk(Status::OffTrack), Status::OffTrack);
/// assert_eq!(cap_at_risk(Status::NoData), Status::NoData);
/// ```
pub fn cap_at_risk(status: Status) -> Status {
    match status {
        Status::OnTrack | Status::Done => Status::AtRisk,
        other => other,
    }
}

/// Decimal fractions are not exact in binary: 0.55 − 0.50 is 0.05 and a little.
const GAP_TOLERANCE: f64 = 1e-9;

#[cfg(test)]
mod tests {
    use super::*;

    fn held(progress: f64) -> Status {
        let thresholds = Thresholds::default();
        derive(Stage::Started, Some(progress), Some(1.0), Completion::Never, &thresholds)
    }

    #[test]
    fn what_is_kept_is_on_track_and_never_done() {
        assert_eq!([1.0, 0.8, 0.7].map(held), [Status::OnTrack, Status::AtRisk, Status::OffTrack]);
    }

    #[test]
    fn a_gap_equal_to_a_threshold_is_inside_it() {
        let thresholds = Thresholds::default();
        assert_eq!(thresholds.status_of_gap(0.55 - 0.50), Status::OnTrack);
        assert_eq!(thresholds.status_of_gap(0.95 - 0.70), Status::AtRisk);
        assert_eq!(thresholds.status_of_gap(0.050_001), Status::AtRisk);
    }

    #[test]
    fn before_the_start_nothing_is_judged() {
        let thresholds = Thresholds::default();
        let early = derive(Stage::NotStarted, Some(1.0), None, Completion::WhenFull, &thresholds);
        assert_eq!(early, Status::NotStarted);
    }

    #[test]
    fn a_baseline_is_done_once_known() {
        let thresholds = Thresholds::default();
        let known = derive(Stage::Started, Some(0.0), None, Completion::OnceKnown, &thresholds);
        let unknown = derive(Stage::Started, None, None, Completion::OnceKnown, &thresholds);
        assert_eq!((known, unknown), (Status::Done, Status::NoData));
    }

    #[test]
    fn every_status_is_listed_by_severity() {
        assert_eq!(Status::ALL.map(Status::severity), [0, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn thresholds_in_the_wrong_order_are_refused() {
        for (on_track_gap, at_risk_gap) in [(0.3, 0.2), (-0.1, 0.2), (0.1, 1.2), (f64::NAN, 0.2)] {
            assert!(Thresholds { on_track_gap, at_risk_gap }.validate().is_err());
        }
        assert_eq!(Thresholds::default().validate(), Ok(()));
    }
}
