//! KPI targets: floor 门槛值, target 目标值, stretch 挑战值, or a range, per subject and period.
//!
//! [`KpiTarget::status`] is the traffic light of a value against its target; points for an
//! evaluation are [`crate::scoring`]. The one invariant: equality is good enough.
//!
//! <!-- scoring:KPI status -->
//!
//! A KPI's value is read against the target that holds for its unit and period:
//!
//! | status | when |
//! | --- | --- |
//! | `no_data` | there is no value |
//! | `on_track` | the value is the target or better; for a range: inside, both ends included |
//! | `at_risk` | worse than the target, but the floor or better |
//! | `off_track` | worse than the floor, or than a target without a floor; outside the range |
//!
//! Without a target the stretch value stands for it, and without that the floor. Without a target
//! there is no status.
//!
//! A target's numbers are for the whole of its span. A KPI that adds up over time (sum, count) is
//! read in a shorter period against that period's share of the days: 365,000 flights in 2013 are
//! 30,000 in September. Every other KPI is read against the numbers as they are. A guard without a
//! limit of its own takes the floor in the same way, by the share of the periods that it reads.
//!
//! Where a target has been spread, a period is judged by the target for exactly that period; else
//! by the shortest that holds on its last day. A longer period of a KPI that adds up, cut into
//! shorter targets without a gap, is judged by what those come to. Where the KPI has a scoring
//! curve, the status is the curve's light: green `on_track`, amber `at_risk`, red `off_track`.
//!
//! <!-- /scoring -->

pub mod cascade;
mod exact;
mod parts;
mod parts_refusal;
pub mod spread;
mod standing;

use crate::id::{KpiId, KpiTargetId, OrgUnitId, PersonId};
use crate::kpi::{Aggregation, Direction};
use crate::period::Period;
use crate::refusal::{Refusal, finite, finite_or_none};
use crate::status::Status;
use crate::subject::Subject;

pub use parts::{Check, Divided, MARKS, Rules, is_additive};
pub use parts_refusal::PartsRefusal;
pub use standing::{judging, judging_marks};

/// What a KPI should reach for one unit over one span of time.
#[derive(Debug, Clone, PartialEq)]
pub struct KpiTarget {
    /// Identity.
    pub id: KpiTargetId,
    /// The KPI.
    pub kpi: KpiId,
    /// The unit it holds for; `None` is the root.
    pub org_unit: Option<OrgUnitId>,
    /// The person instead of a unit.
    pub person: Option<PersonId>,
    /// When it holds.
    pub period: Period,
    /// The least that is acceptable (for lower-is-better: the most).
    pub floor: Option<f64>,
    /// What is aimed at.
    pub target: Option<f64>,
    /// The ambitious value.
    pub stretch: Option<f64>,
    /// For range KPIs: the corridor `[low, high]`, both ends inside.
    pub range: Option<(f64, f64)>,
}

/// The numbers of a target, without where and when it holds.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Marks {
    /// The least that is acceptable.
    pub floor: Option<f64>,
    /// What is aimed at.
    pub target: Option<f64>,
    /// The ambitious value.
    pub stretch: Option<f64>,
    /// The corridor.
    pub range: Option<(f64, f64)>,
}

impl KpiTarget {
    /// Whose it is; without unit and person the root's.
    pub fn subject(&self, root: Option<OrgUnitId>) -> Option<Subject> {
        Subject::of(self.org_unit, self.person, root)
    }

    /// Its numbers.
    pub fn marks(&self) -> Marks {
        let &KpiTarget { floor, target, stretch, range, .. } = self;
        Marks { floor, target, stretch, range }
    }

    /// The part of its numbers that falls to a period: by its share of the days for a KPI that adds
    /// up over time, else all of them.
    ///
    /// ```
    /// use goals::id::{KpiId, KpiTargetId};
    /// use goals::kpi::Aggregation;
    /// use goals::kpi_target::KpiTarget;
    /// use goals::period::{Calendar, Grain, Period};
    /// use jiff::civil::date;
    /// use uuid::Uuid;
    /// let year = KpiTarget {
    ///     id: KpiTargetId(Uuid::nil()),
    ///     kpi: KpiId(Uuid::nil()),
    ///     org_unit: None,
    ///     person: None,
    ///     period: Period::new(date(2013, 1, 1), date(2014, 1, 1))?,
    ///     floor: None,
    ///     target: Some(365_000.0),
    ///     stretch: None,
    ///     range: None,
    /// };
    /// let september = Calendar::PLAIN.period_containing(Grain::Month, date(2013, 9, 1));
    /// assert_eq!(year.marks_in(Aggregation::Sum, september).target, Some(30_000.0));
    /// assert_eq!(year.marks_in(Aggregation::Mean, september).target, Some(365_000.0));
    /// # Ok::<(), goals::refusal::Refusal>(())
    /// ```
    pub fn marks_in(&self, time_aggregation: Aggregation, period: Period) -> Marks {
        let marks = self.marks();
        if !matches!(time_aggregation, Aggregation::Sum | Aggregation::Count) {
            return marks;
        }
        let share = f64::from(period.days()) / f64::from(self.period.days());
        let part = |mark: f64| mark * share;
        Marks {
            floor: marks.floor.map(part),
            target: marks.target.map(part),
            stretch: marks.stretch.map(part),
            range: marks.range.map(|(low, high)| (part(low), part(high))),
        }
    }

    /// Refuses a target that cannot be met in order.
    ///
    /// *Errors*: those of [`Marks::validate`] and [`Period::validate`].
    pub fn validate(&self, direction: Direction) -> Result<(), Refusal> {
        self.period.validate()?;
        self.marks().validate(direction)
    }

    /// How a value stands against this target; see [`Marks::status`].
    pub fn status(&self, direction: Direction, value: Option<f64>) -> Status {
        self.marks().status(direction, value)
    }
}

impl Marks {
    /// Refuses numbers that are not finite, a range the wrong way round, floor, target and stretch
    /// that do not get better in this order, and a target that says nothing to this direction.
    ///
    /// *Errors*: [`Refusal::NotFinite`], [`Refusal::BetweenReversed`],
    /// [`Refusal::TargetsNotInOrder`], [`Refusal::TargetEmpty`].
    pub fn validate(&self, direction: Direction) -> Result<(), Refusal> {
        finite_or_none("floor", self.floor)?;
        finite_or_none("target", self.target)?;
        finite_or_none("stretch", self.stretch)?;
        if let Some((low, high)) = self.range {
            finite("range_low", low)?;
            finite("range_high", high)?;
            if low > high {
                return Err(Refusal::BetweenReversed { low, high });
            }
        }
        if direction == Direction::Range {
            return if self.range.is_some() { Ok(()) } else { Err(Refusal::TargetEmpty) };
        }
        let marks: Vec<f64> =
            [self.floor, self.target, self.stretch].into_iter().flatten().collect();
        if marks.is_empty() {
            return Err(Refusal::TargetEmpty);
        }
        match marks.windows(2).find(|pair| direction.is_worse(pair[1], pair[0])) {
            Some(pair) => Err(Refusal::TargetsNotInOrder { worse: pair[0], better: pair[1] }),
            None => Ok(()),
        }
    }

    /// How a value stands against these numbers; equality is good enough.
    ///
    /// *Missing*: [`Status::NoData`] without a value, and without any number to hold it against.
    ///
    /// ```
    /// use goals::kpi::Direction;
    /// use goals::kpi_target::Marks;
    /// use goals::status::Status;
    /// let rate = Marks { floor: Some(0.80), target: Some(0.85), ..Marks::default() };
    /// let status = |value| rate.status(Direction::Higher, Some(value));
    /// let statuses = [0.85, 0.80, 0.79].map(status);
    /// assert_eq!(statuses, [Status::OnTrack, Status::AtRisk, Status::OffTrack]);
    /// let delay = Marks { target: Some(10.0), ..Marks::default() };
    /// assert_eq!(delay.status(Direction::Lower, Some(10.5)), Status::OffTrack);
    /// ```
    pub fn status(&self, direction: Direction, value: Option<f64>) -> Status {
        let Some(value) = value else { return Status::NoData };
        if direction == Direction::Range {
            return match self.range {
                Some((low, high)) if (low..=high).contains(&value) => Status::OnTrack,
                Some(_) => Status::OffTrack,
                None => Status::NoData,
            };
        }
        let Some(goal) = self.target.or(self.stretch).or(self.floor) else { return Status::NoData };
        match self.floor {
            _ if !direction.is_worse(value, goal) => Status::OnTrack,
            Some(floor) if !direction.is_worse(value, floor) => Status::AtRisk,
            _ => Status::OffTrack,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corridor_has_an_inside_and_an_outside() {
        let marks = Marks { range: Some((2.0, 4.0)), ..Marks::default() };
        let status = |value| marks.status(Direction::Range, Some(value));
        assert_eq!(
            [2.0, 4.0, 4.1].map(status),
            [Status::OnTrack, Status::OnTrack, Status::OffTrack]
        );
    }

    #[test]
    fn a_floor_alone_is_the_goal() {
        let marks = Marks { floor: Some(5.0), ..Marks::default() };
        assert_eq!(marks.status(Direction::Lower, Some(5.0)), Status::OnTrack);
        assert_eq!(marks.status(Direction::Lower, Some(5.1)), Status::OffTrack);
        assert_eq!(marks.status(Direction::Lower, None), Status::NoData);
        assert_eq!(Marks::default().status(Direction::Lower, Some(1.0)), Status::NoData);
    }

    #[test]
    fn targets_get_better_in_order() {
        let marks = |floor, target, stretch| Marks { floor, target, stretch, range: None };
        let three = marks(Some(1.0), Some(2.0), Some(3.0));
        assert_eq!(three.validate(Direction::Higher), Ok(()));
        let refusal = Refusal::TargetsNotInOrder { worse: 1.0, better: 2.0 };
        assert_eq!(three.validate(Direction::Lower), Err(refusal));
        let gap = marks(Some(1.0), None, Some(0.5)).validate(Direction::Higher).unwrap_err();
        assert_eq!(gap.code(), "targets_not_in_order");
        assert_eq!(marks(None, None, None).validate(Direction::Higher), Err(Refusal::TargetEmpty));
        assert_eq!(three.validate(Direction::Range), Err(Refusal::TargetEmpty));
        let reversed = Marks { range: Some((2.0, 1.0)), ..Marks::default() };
        assert_eq!(reversed.validate(Direction::Range).unwrap_err().field(), "target_high");
    }
}
