//! What is refused when a key result is entered.

use super::{KeyResult, MILESTONES_MAX, Measure, PHASES_MAX, Pace};
use crate::refusal::{Refusal, finite, finite_or_none, weight};

impl KeyResult {
    /// Refuses a key result that could not be scored.
    ///
    /// *Errors*: those of [`validate`] and [`Pace::validate`]; [`Refusal::NegativeWeight`],
    /// [`Refusal::NotFinite`]; [`Refusal::OverTimeRefused`] when something that is not held is
    /// judged over time.
    pub fn validate(&self) -> Result<(), Refusal> {
        validate(&self.measure)?;
        self.pace.validate()?;
        weight("weight", self.weight)?;
        finite_or_none("current_value", self.current)?;
        if let Some((start, target)) = self.original {
            finite("original_start", start)?;
            finite("original_target", target)?;
        }
        if self.over_time && !self.measure.is_maintain() {
            return Err(Refusal::OverTimeRefused);
        }
        Ok(())
    }
}

/// Refuses a measure that could not tell success from failure.
///
/// *Errors*: [`Refusal::StartEqualsTarget`], [`Refusal::BetweenReversed`],
/// [`Refusal::FloorNotBelowLimit`], [`Refusal::CeilingNotAboveLimit`], [`Refusal::NotFinite`]; for
/// milestones [`Refusal::NegativeWeight`] and [`Refusal::TooMany`].
///
/// ```
/// use goals::key_result::{Measure, validate};
/// let refusal = validate(&Measure::Reach { start: 5.0, target: 5.0 }).unwrap_err();
/// assert_eq!((refusal.code(), refusal.field()), ("start_equals_target", "target_value"));
/// assert!(validate(&Measure::AtLeast { limit: 5.0, floor: None }).is_ok());
/// ```
pub fn validate(measure: &Measure) -> Result<(), Refusal> {
    match measure {
        &Measure::Reach { start, target } => {
            finite("start_value", start)?;
            finite("target_value", target)?;
            if start == target {
                return Err(Refusal::StartEqualsTarget { value: start });
            }
            // Two numbers so far apart that their difference overflows, or so near that it
            // vanishes.
            finite("target_value", 1.0 / (target - start))?;
            finite("target_value", target - start)
        }
        &Measure::AtLeast { limit, floor } => floor_below("target_value", limit, floor),
        &Measure::AtMost { limit, ceiling } => ceiling_above("target_value", limit, ceiling),
        &Measure::Between { low, high, floor, ceiling } => {
            floor_below("target_value", low, floor)?;
            ceiling_above("target_high", high, ceiling)?;
            if low > high { Err(Refusal::BetweenReversed { low, high }) } else { Ok(()) }
        }
        Measure::Milestones(milestones) => {
            if milestones.len() > MILESTONES_MAX {
                let (field, count) = ("milestones", milestones.len());
                return Err(Refusal::TooMany { field, count, limit: MILESTONES_MAX });
            }
            milestones.iter().try_for_each(|milestone| weight("weight", milestone.weight))
        }
        Measure::YesNo | Measure::Baseline => Ok(()),
    }
}

impl Measure {
    /// Refuses a value that a check-in cannot mean.
    ///
    /// *Errors*: [`Refusal::NotFinite`]; [`Refusal::NotYesOrNo`] for anything between yes and no;
    /// [`Refusal::ValueFromMilestones`] where milestones speak.
    pub fn validate_value(&self, value: f64) -> Result<(), Refusal> {
        finite("value", value)?;
        match self {
            Measure::YesNo if value != 0.0 && value != 1.0 => Err(Refusal::NotYesOrNo { value }),
            Measure::Milestones(_) => Err(Refusal::ValueFromMilestones),
            _ => Ok(()),
        }
    }
}

impl Pace {
    /// Refuses phases that go back in time or fall.
    ///
    /// *Errors*: [`Refusal::PhasesNotInOrder`], [`Refusal::PhaseShareRefused`],
    /// [`Refusal::TooMany`].
    pub fn validate(&self) -> Result<(), Refusal> {
        let Pace::Phased(points) = self else { return Ok(()) };
        if points.len() > PHASES_MAX {
            return Err(Refusal::TooMany {
                field: "phases",
                count: points.len(),
                limit: PHASES_MAX,
            });
        }
        let mut reached = 0.0;
        for (index, &(date, share)) in points.iter().enumerate() {
            if index > 0 && date <= points[index - 1].0 {
                return Err(Refusal::PhasesNotInOrder { date });
            }
            if !(reached..=1.0).contains(&share) {
                return Err(Refusal::PhaseShareRefused { date, share });
            }
            reached = share;
        }
        Ok(())
    }
}

fn floor_below(field: &'static str, limit: f64, floor: Option<f64>) -> Result<(), Refusal> {
    finite(field, limit)?;
    finite_or_none("zero_low", floor)?;
    match floor {
        Some(floor) if floor >= limit => Err(Refusal::FloorNotBelowLimit { floor, limit }),
        _ => Ok(()),
    }
}

fn ceiling_above(field: &'static str, limit: f64, ceiling: Option<f64>) -> Result<(), Refusal> {
    finite(field, limit)?;
    finite_or_none("zero_high", ceiling)?;
    match ceiling {
        Some(ceiling) if ceiling <= limit => Err(Refusal::CeilingNotAboveLimit { ceiling, limit }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn limits_on_the_wrong_side_are_refused() {
        let floor = validate(&Measure::AtLeast { limit: 5.0, floor: Some(5.0) });
        assert_eq!(floor, Err(Refusal::FloorNotBelowLimit { floor: 5.0, limit: 5.0 }));
        let ceiling = validate(&Measure::AtMost { limit: 5.0, ceiling: Some(4.0) });
        assert_eq!(ceiling, Err(Refusal::CeilingNotAboveLimit { ceiling: 4.0, limit: 5.0 }));
        let between =
            validate(&Measure::Between { low: 2.0, high: 1.0, floor: None, ceiling: None });
        assert_eq!(between, Err(Refusal::BetweenReversed { low: 2.0, high: 1.0 }));
    }

    #[test]
    fn numbers_too_far_apart_or_too_near_are_refused() {
        let far = Measure::Reach { start: f64::MAX, target: f64::MIN };
        let near = Measure::Reach { start: 0.0, target: f64::from_bits(1) };
        for measure in [far, near, Measure::Reach { start: f64::NAN, target: 1.0 }] {
            assert_eq!(validate(&measure).unwrap_err().code(), "not_finite");
        }
    }

    #[test]
    fn phases_go_forward() {
        let at = |day, share| (date(2013, 10, day), share);
        assert_eq!(Pace::Phased(vec![at(5, 0.2), at(9, 0.2), at(20, 1.0)]).validate(), Ok(()));
        let back = Pace::Phased(vec![at(5, 0.2), at(5, 0.3)]).validate();
        assert_eq!(back, Err(Refusal::PhasesNotInOrder { date: date(2013, 10, 5) }));
        for (first, second) in
            [(0.5, 0.4), (0.5, 1.1), (-0.1, 0.2), (f64::NAN, 0.5), (0.1, f64::NAN)]
        {
            let refusal = Pace::Phased(vec![at(5, first), at(6, second)]).validate().unwrap_err();
            assert_eq!(refusal.code(), "phase_share_refused");
        }
    }

    #[test]
    fn values_that_a_check_in_cannot_mean_are_refused() {
        assert_eq!(Measure::YesNo.validate_value(0.5), Err(Refusal::NotYesOrNo { value: 0.5 }));
        let milestones = Measure::Milestones(vec![]);
        assert_eq!(milestones.validate_value(1.0), Err(Refusal::ValueFromMilestones));
        assert_eq!(Measure::Baseline.validate_value(3.0), Ok(()));
    }
}
