//! Key results: measurable outcomes, and how far each has come.
//!
//! What counts as success is a [`Measure`]; [`progress`] turns a value into raw progress. The one
//! invariant: raw progress is shown, [`clamp`]ed progress rolls up, and what is not known is
//! `None`, never 0. Where progress *should* be is [`crate::pace`]; the word for the gap is
//! [`crate::status`]. Checks on entry are in `key_result/validate.rs`.
//!
//! <!-- scoring:Key result progress -->
//!
//! S start, T target, V current value. 1.0 is 100 %.
//!
//! | kind | progress | notes |
//! | --- | --- | --- |
//! | increase, decrease | (V − S) / (T − S) | one formula both ways; S = T is refused |
//! | at least L | 1 when V ≥ L, else (V − F) / (L − F), not below 0 | F is the declared floor |
//! | at most L | 1 when V ≤ L, else (C − V) / (C − L), not below 0 | C is the declared ceiling |
//! | between L and H | 1 when L ≤ V ≤ H, else as above | both ends are inside |
//! | milestones | Σ weight of done milestones / Σ weight | a weight is 1 unless said otherwise |
//! | yes/no | 1 when V is 1, 0 when V is 0 | |
//! | baseline | none | done once a value is recorded; left out of the roll-up |
//!
//! Without a declared floor or ceiling a maintain kind is 0 as soon as its limit is missed. Raw
//! progress may be below 0 or above 1 and is shown as it is; what rolls up is clamped to 0..1.
//! Without a value there is no progress. A maintain kind may be judged **over time**: the share of
//! the elapsed periods with a value in which the condition held.
//!
//! *Worked*: a departure rate that should rise from 80.78 % to 87.50 % and stands at 84.55 % has
//! come (84.55 − 80.78) / (87.50 − 80.78) = 0.561 of the way. A cancellation rate that should stay
//! at most 1.5 %, with the ceiling at 3 %, and stands at 1.8 %, keeps (3 − 1.8) / (3 − 1.5) = 0.8.
//!
//! <!-- /scoring -->

#[cfg(test)]
mod tests;
mod validate;

use jiff::civil::Date;

use crate::id::{KeyResultId, MilestoneId, ObjectiveId};
use crate::status::{Completion, Status};

pub use validate::validate;

/// What counts as success, with its numbers. See the table in SCORING.md.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// From `start` up or down to `target`: progress is (V−S)/(T−S). `start ≠ target`.
    Reach {
        /// S.
        start: f64,
        /// T; below S for a falling target.
        target: f64,
    },
    /// Stay at or above `limit`; below it progress falls linearly to 0 at `floor`.
    AtLeast {
        /// The value to hold; equality holds.
        limit: f64,
        /// Where progress is 0; below `limit`. `None`: 0 as soon as the limit is missed.
        floor: Option<f64>,
    },
    /// Stay at or below `limit`; above it progress falls linearly to 0 at `ceiling`.
    AtMost {
        /// The value to hold; equality holds.
        limit: f64,
        /// Where progress is 0; above `limit`. `None`: 0 as soon as the limit is missed.
        ceiling: Option<f64>,
    },
    /// Stay inside `[low, high]`; outside progress falls linearly to 0 at `floor` or `ceiling`.
    Between {
        /// Lower end, inside.
        low: f64,
        /// Upper end, inside.
        high: f64,
        /// Where progress is 0 below.
        floor: Option<f64>,
        /// Where progress is 0 above.
        ceiling: Option<f64>,
    },
    /// Σ weight of done milestones / Σ weight.
    Milestones(Vec<Milestone>),
    /// Done or not: the current value is 1 or 0.
    YesNo,
    /// Find out where we stand: no progress, done once a value is recorded, left out of the
    /// roll-up.
    Baseline,
}

/// One step.
#[derive(Debug, Clone, PartialEq)]
pub struct Milestone {
    /// Identity.
    pub id: MilestoneId,
    /// Relative weight; 1 unless said otherwise.
    pub weight: f64,
    /// When it should be done.
    pub due_on: Option<Date>,
    /// When it was done.
    pub done_on: Option<Date>,
}

/// How progress is expected to come over the cycle.
#[derive(Debug, Clone, PartialEq)]
pub enum Pace {
    /// Evenly over working days.
    Linear,
    /// Piecewise linear through (date, share of the way); starts at (cycle start, 0), ends at
    /// (cycle end, 1).
    Phased(Vec<(Date, f64)>),
    /// As the measuring KPI came in during the same period of last year; linear where that is
    /// unknown.
    Seasonal,
}

/// One key result as the arithmetic sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyResult {
    /// Identity.
    pub id: KeyResultId,
    /// The objective it belongs to.
    pub objective: ObjectiveId,
    /// What counts as success.
    pub measure: Measure,
    /// S and T as they were when published, where they have been moved since: progress is shown
    /// against both.
    pub original: Option<(f64, f64)>,
    /// For the three maintain kinds with a measuring KPI: the share of elapsed periods in which the
    /// condition held.
    pub over_time: bool,
    /// How progress is expected to come.
    pub pace: Pace,
    /// The last value checked in; a measuring KPI takes its place.
    pub current: Option<f64>,
    /// Relative weight in its objective; ≥ 0.
    pub weight: f64,
    /// The owner's own judgement; expires at the next check-in.
    pub status_override: Option<Status>,
    /// Left out at close, with a reason kept in the store.
    pub is_excluded: bool,
    /// Archived key results leave every mean.
    pub is_archived: bool,
}

/// The most milestones one key result may have.
pub const MILESTONES_MAX: usize = 200;
/// The most points a phased pace may have.
pub const PHASES_MAX: usize = 366;

impl Measure {
    /// Whether this keeps something rather than reaching it: expected throughout, and never done.
    pub fn is_maintain(&self) -> bool {
        matches!(self, Measure::AtLeast { .. } | Measure::AtMost { .. } | Measure::Between { .. })
    }

    /// Whether this only finds out where we stand.
    pub fn is_baseline(&self) -> bool {
        matches!(self, Measure::Baseline)
    }

    /// When it is done.
    pub fn completion(&self) -> Completion {
        match self {
            Measure::Baseline => Completion::OnceKnown,
            measure if measure.is_maintain() => Completion::Never,
            _ => Completion::WhenFull,
        }
    }

    /// The stable name of the kind, as on the wire; a reach measure is `increase` or `decrease` by
    /// its direction.
    pub fn key(&self) -> &'static str {
        match self {
            Measure::Reach { start, target } if target < start => "decrease",
            Measure::Reach { .. } => "increase",
            Measure::AtLeast { .. } => "at_least",
            Measure::AtMost { .. } => "at_most",
            Measure::Between { .. } => "between",
            Measure::Milestones(_) => "milestones",
            Measure::YesNo => "yes_no",
            Measure::Baseline => "baseline",
        }
    }
}

/// Raw progress at `value`; does not allocate.
///
/// *Unit*: 1.0 = 100 %. A reach measure may be below 0 or above 1; every other kind stays inside
/// 0..=1. *Missing*: `None` without a (finite) value, for a baseline, for milestones without any
/// weight, and for a reach measure that goes nowhere. Milestones do not read `value`. *Source*:
/// product, "Key result progress".
///
/// ```
/// use goals::key_result::{Measure, progress};
/// let rate = Measure::Reach { start: 80.0, target: 90.0 };
/// assert_eq!(progress(&rate, Some(86.0)), Some(0.6));
/// assert_eq!(progress(&rate, Some(75.0)), Some(-0.5));
/// assert_eq!(progress(&rate, None), None);
/// // The same formula downwards: from 40 minutes to 20, now 25.
/// let delay = Measure::Reach { start: 40.0, target: 20.0 };
/// assert_eq!(progress(&delay, Some(25.0)), Some(0.75));
/// // Equality holds; a miss falls linearly to 0 at the ceiling.
/// let cancelled = Measure::AtMost { limit: 2.0, ceiling: Some(4.0) };
/// let at = [2.0, 2.5, 9.0].map(|value| progress(&cancelled, Some(value)));
/// assert_eq!(at, [Some(1.0), Some(0.75), Some(0.0)]);
/// ```
#[inline]
pub fn progress(measure: &Measure, value: Option<f64>) -> Option<f64> {
    if let Measure::Milestones(milestones) = measure {
        return milestones_done(milestones);
    }
    let value = value.filter(|value| value.is_finite())?;
    match *measure {
        Measure::Reach { start, target } => reach(start, target, value),
        Measure::AtLeast { limit, floor } => Some(at_least(limit, floor, value)),
        Measure::AtMost { limit, ceiling } => Some(at_most(limit, ceiling, value)),
        Measure::Between { low, high, floor, ceiling } => {
            Some(at_least(low, floor, value).min(at_most(high, ceiling, value)))
        }
        Measure::YesNo => Some(if value >= 1.0 { 1.0 } else { 0.0 }),
        Measure::Milestones(_) | Measure::Baseline => None,
    }
}

/// Raw progress at `value` as the goalposts stood when published.
///
/// `original` is (S, T): for a reach measure both; for *at least* and *at most* T is the limit; for
/// *between* it is the corridor. *Missing*: `None` for every other kind, and without a value.
///
/// ```
/// use goals::key_result::{Measure, original_progress, progress};
/// // Published as 80 → 90, then eased to 80 → 88: at 84 that is 0.5 now, 0.4 of what was promised.
/// let eased = Measure::Reach { start: 80.0, target: 88.0 };
/// assert_eq!(progress(&eased, Some(84.0)), Some(0.5));
/// assert_eq!(original_progress(&eased, (80.0, 90.0), Some(84.0)), Some(0.4));
/// ```
pub fn original_progress(
    measure: &Measure,
    original: (f64, f64),
    value: Option<f64>,
) -> Option<f64> {
    let (start, target) = original;
    let published = match *measure {
        Measure::Reach { .. } => Measure::Reach { start, target },
        Measure::AtLeast { floor, .. } => Measure::AtLeast { limit: target, floor },
        Measure::AtMost { ceiling, .. } => Measure::AtMost { limit: target, ceiling },
        Measure::Between { floor, ceiling, .. } => {
            Measure::Between { low: start, high: target, floor, ceiling }
        }
        Measure::Milestones(_) | Measure::YesNo | Measure::Baseline => return None,
    };
    progress(&published, value)
}

/// Whether the condition of a maintain kind holds at `value`; equality holds. `None` for the other
/// kinds.
pub fn holds(measure: &Measure, value: f64) -> Option<bool> {
    match *measure {
        Measure::AtLeast { limit, .. } => Some(value >= limit),
        Measure::AtMost { limit, .. } => Some(value <= limit),
        Measure::Between { low, high, .. } => Some((low..=high).contains(&value)),
        _ => None,
    }
}

/// How far `value` has come from `start` to `target`: (V − S) / (T − S).
///
/// *Missing*: `None` when start and target are equal, or the result is not finite.
///
/// ```
/// use goals::key_result::reach;
/// assert_eq!(reach(0.0, 200.0, 50.0), Some(0.25));
/// assert_eq!(reach(5.0, 5.0, 5.0), None);
/// ```
#[inline]
pub fn reach(start: f64, target: f64, value: f64) -> Option<f64> {
    let progress = (value - start) / (target - start);
    progress.is_finite().then_some(progress)
}

/// What rolls up: raw progress inside 0..=1.
///
/// ```
/// use goals::key_result::clamp;
/// assert_eq!([-0.5, 0.6, 1.3].map(clamp), [0.0, 0.6, 1.0]);
/// ```
#[inline]
pub fn clamp(raw: f64) -> f64 {
    raw.clamp(0.0, 1.0)
}

/// The share of elapsed periods in which the condition of a maintain kind held.
///
/// *Shape*: one value per elapsed period, in any order. *Missing*: periods without a value are left
/// out; `None` when none has one, or when the measure holds nothing.
///
/// ```
/// use goals::key_result::{Measure, held_share};
/// let cancelled = Measure::AtMost { limit: 0.02, ceiling: None };
/// let weeks = [Some(0.01), Some(0.02), None, Some(0.05)];
/// assert_eq!(held_share(&cancelled, weeks), Some(2.0 / 3.0));
/// ```
pub fn held_share(measure: &Measure, values: impl IntoIterator<Item = Option<f64>>) -> Option<f64> {
    let (mut held, mut known) = (0_u32, 0_u32);
    for value in values.into_iter().flatten().filter(|value| value.is_finite()) {
        known += 1;
        held += u32::from(holds(measure, value)?);
    }
    (known > 0).then(|| f64::from(held) / f64::from(known))
}

/// Σ weight of done milestones / Σ weight; `None` without any weight.
pub fn milestones_done(milestones: &[Milestone]) -> Option<f64> {
    let total: f64 = milestones.iter().map(|milestone| milestone.weight).sum();
    let done = milestones.iter().filter(|milestone| milestone.done_on.is_some());
    let share = done.map(|milestone| milestone.weight).sum::<f64>() / total;
    share.is_finite().then_some(share)
}

fn at_least(limit: f64, floor: Option<f64>, value: f64) -> f64 {
    match floor {
        _ if value >= limit => 1.0,
        Some(floor) if floor < limit => ((value - floor) / (limit - floor)).max(0.0),
        _ => 0.0,
    }
}

fn at_most(limit: f64, ceiling: Option<f64>, value: f64) -> f64 {
    at_least(-limit, ceiling.map(|ceiling| -ceiling), -value)
}
