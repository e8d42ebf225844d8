//! KPIs: defined, continuously measured metrics.
//!
//! Here is what a KPI *is* and what it accepts. How its values come together is
//! [`crate::aggregate`], where they are kept [`crate::cube`], how they are judged
//! [`crate::scoring`]. The one invariant: a ratio KPI keeps numerator and denominator, so that a
//! ratio is never averaged.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::formula::Formula;
use crate::id::{KpiId, OrgUnitId, PersonId};
use crate::kpi_target::Marks;
use crate::period::{Calendar, Grain};
use crate::refusal::{Refusal, finite};

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Inside a corridor is better.
    Range,
}

/// How values are brought together, over time or over units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregation {
    /// Σ value.
    Sum,
    /// Σ value / number of values.
    Mean,
    /// The latest value.
    Last,
    /// The smallest.
    Min,
    /// The largest.
    Max,
    /// How many values.
    Count,
    /// Σ numerator / Σ denominator. A ratio is never averaged.
    Ratio,
}

/// What a missing value stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingPolicy {
    /// Nothing is known (default).
    Null,
    /// Nothing happened.
    Zero,
    /// The last known value still holds.
    CarryForward,
}

/// One KPI as the arithmetic sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Kpi {
    /// Identity.
    pub id: KpiId,
    /// Which way is better.
    pub direction: Direction,
    /// The period of one measurement.
    pub frequency: Grain,
    /// How periods come together.
    pub time_aggregation: Aggregation,
    /// How units come together.
    pub unit_aggregation: Aggregation,
    /// What a missing value stands for.
    pub missing: MissingPolicy,
    /// How it is computed, version by version in the order of their days; empty for a KPI that is
    /// recorded throughout.
    pub versions: Vec<Version>,
    /// Archived KPIs keep their history and move nothing.
    pub is_archived: bool,
}

/// How a KPI is computed from a day on.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// From which day; `None` is from the beginning.
    pub from: Option<Date>,
    /// The formula; `None` while it is recorded.
    pub formula: Option<Arc<Formula>>,
    /// How its values come together; `None` as the KPI says.
    pub together: Option<Together>,
}

/// How the values of a KPI come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Together {
    /// Periods.
    pub over_time: Aggregation,
    /// Units.
    pub over_units: Aggregation,
}

/// One recorded value: of a KPI, for a unit or a person in it, in the period of the KPI's frequency
/// that starts on `start`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The KPI.
    pub kpi: KpiId,
    /// The unit it was recorded for, or in which the person's value counts.
    pub org_unit: OrgUnitId,
    /// The person it was recorded for; `None` for the unit itself.
    pub person: Option<PersonId>,
    /// First day of the period.
    pub start: Date,
    /// What was recorded.
    pub cell: Cell,
}

/// A recorded number: a plain value, or a numerator and a denominator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// A value.
    Value(f64),
    /// Numerator and denominator; for [`Aggregation::Ratio`].
    Parts {
        /// Above the line.
        numerator: f64,
        /// Below the line; 0 makes the ratio unknown.
        denominator: f64,
    },
}

/// The first day that a measurement may have.
pub const POINT_EARLIEST: Date = Date::constant(1900, 1, 1);
/// The last day that a measurement may have. With the first it bounds the memory of one series.
pub const POINT_LATEST: Date = Date::constant(2199, 12, 31);

impl Direction {
    /// Whether `value` is worse than `limit`; equality is not. `false` for a corridor, which has
    /// two ends.
    ///
    /// ```
    /// use goals::kpi::Direction;
    /// assert!(Direction::Higher.is_worse(0.84, 0.85));
    /// assert!(Direction::Lower.is_worse(0.03, 0.02));
    /// assert!(!Direction::Lower.is_worse(0.02, 0.02));
    /// ```
    pub fn is_worse(self, value: f64, limit: f64) -> bool {
        match self {
            Direction::Higher => value < limit,
            Direction::Lower => value > limit,
            Direction::Range => false,
        }
    }

    /// The stable name, as on the wire.
    pub fn key(self) -> &'static str {
        match self {
            Direction::Higher => "higher",
            Direction::Lower => "lower",
            Direction::Range => "range",
        }
    }
}

impl MissingPolicy {
    /// The stable name, as on the wire.
    pub fn key(self) -> &'static str {
        match self {
            MissingPolicy::Null => "null",
            MissingPolicy::Zero => "zero",
            MissingPolicy::CarryForward => "carry_forward",
        }
    }
}

impl Kpi {
    /// Whether any of its values come from a formula.
    pub fn is_computed(&self) -> bool {
        self.versions.iter().any(|version| version.formula.is_some())
    }

    /// The place of the version that holds on a day; before the first one the first.
    pub fn version_at(&self, day: Date) -> Option<usize> {
        let begun = |version: &Version| version.from.is_none_or(|from| from <= day);
        self.versions.iter().rposition(begun).or((!self.versions.is_empty()).then_some(0))
    }

    /// The formula for the period that begins on a day; `None` while it is recorded.
    pub fn formula_at(&self, day: Date) -> Option<&Arc<Formula>> {
        self.versions[self.version_at(day)?].formula.as_ref()
    }

    /// How its values come together where no version says otherwise.
    pub fn together(&self) -> Together {
        Together { over_time: self.time_aggregation, over_units: self.unit_aggregation }
    }

    /// How they come together in the period that ends with a day, by the version that holds then.
    pub fn together_on(&self, day: Date) -> Together {
        let version = self.version_at(day).map(|place| &self.versions[place]);
        version.and_then(|version| version.together).unwrap_or(self.together())
    }

    /// The KPIs that any version rests on, each once.
    pub fn inputs(&self) -> Vec<KpiId> {
        let formulas = self.versions.iter().filter_map(|version| version.formula.as_ref());
        let mut inputs: Vec<KpiId> = formulas.flat_map(|formula| formula.kpis()).collect();
        inputs.sort_unstable();
        inputs.dedup();
        inputs
    }

    /// Whether a measurement is a numerator and a denominator.
    pub fn takes_parts(&self) -> bool {
        self.time_aggregation == Aggregation::Ratio || self.unit_aggregation == Aggregation::Ratio
    }

    /// Refuses rules that would average or add up ratios.
    ///
    /// *Errors*: [`Refusal::RatioMixed`]. Beside a ratio the other rule may be ratio, or one that
    /// picks or counts. A computed KPI may mix: its inputs come together before, not its ratios.
    pub fn validate(&self) -> Result<(), Refusal> {
        if self.is_computed() {
            return Ok(());
        }
        let other = match (self.time_aggregation, self.unit_aggregation) {
            (Aggregation::Ratio, other) | (other, Aggregation::Ratio) => other,
            _ => return Ok(()),
        };
        match other {
            Aggregation::Sum | Aggregation::Mean => {
                Err(Refusal::RatioMixed { other: crate::aggregate::rule(other).key })
            }
            _ => Ok(()),
        }
    }

    /// Refuses a measurement that this KPI cannot have.
    ///
    /// *Errors*: [`Refusal::NotAPeriodStart`], [`Refusal::DateOutOfRange`],
    /// [`Refusal::RatioNeedsParts`], [`Refusal::ValueExpected`], [`Refusal::NotFinite`],
    /// [`Refusal::DenominatorNegative`].
    pub fn validate_point(
        &self,
        calendar: &Calendar,
        start: Date,
        cell: &Cell,
    ) -> Result<(), Refusal> {
        if !(POINT_EARLIEST..=POINT_LATEST).contains(&start) {
            let (earliest, latest) = (POINT_EARLIEST, POINT_LATEST);
            return Err(Refusal::DateOutOfRange { date: start, earliest, latest });
        }
        let expected = calendar.period_containing(self.frequency, start).start;
        if expected != start {
            return Err(Refusal::NotAPeriodStart { start, expected, grain: self.frequency });
        }
        match cell {
            Cell::Value(_) if self.takes_parts() => Err(Refusal::RatioNeedsParts),
            Cell::Parts { .. } if !self.takes_parts() => Err(Refusal::ValueExpected),
            cell => cell.validate(),
        }
    }
}

impl Cell {
    /// Its value: itself, or numerator / denominator.
    ///
    /// *Missing*: `None` when the denominator is 0.
    ///
    /// ```
    /// use goals::kpi::Cell;
    /// assert_eq!(Cell::Parts { numerator: 169.0, denominator: 200.0 }.value(), Some(0.845));
    /// assert_eq!(Cell::Parts { numerator: 0.0, denominator: 0.0 }.value(), None);
    /// ```
    #[inline]
    pub fn value(&self) -> Option<f64> {
        let value = match *self {
            Cell::Value(value) => value,
            Cell::Parts { numerator, denominator } => numerator / denominator,
        };
        value.is_finite().then_some(value)
    }

    /// Refuses numbers that are not finite, and a negative denominator.
    ///
    /// *Errors*: [`Refusal::NotFinite`], [`Refusal::DenominatorNegative`].
    pub fn validate(&self) -> Result<(), Refusal> {
        match *self {
            Cell::Value(value) => finite("value", value),
            Cell::Parts { numerator, denominator } => {
                finite("numerator", numerator)?;
                finite("denominator", denominator)?;
                if denominator < 0.0 {
                    return Err(Refusal::DenominatorNegative { value: denominator });
                }
                Ok(())
            }
        }
    }
}

/// What a guard must not cross: the link's own limit, else the floor of the target's part that
/// falls to what was read ([`KpiTarget::marks_in`](crate::kpi_target::KpiTarget::marks_in)).
pub fn guard_limit(own: Option<f64>, target: Option<Marks>) -> Option<f64> {
    own.or_else(|| target?.floor)
}

/// Whether a guarded value has become worse than it may; equality has not.
///
/// A corridor has two ends, so a link's limit says nothing there: it is breached outside the
/// target's range. *Missing*: `None` without a limit.
///
/// ```
/// use goals::kpi::{Direction, is_breached};
/// assert_eq!(is_breached(Direction::Lower, Some(0.02), None, 0.021), Some(true));
/// assert_eq!(is_breached(Direction::Lower, Some(0.02), None, 0.02), Some(false));
/// assert_eq!(is_breached(Direction::Lower, None, None, 0.02), None);
/// ```
pub fn is_breached(
    direction: Direction,
    own_limit: Option<f64>,
    target: Option<Marks>,
    value: f64,
) -> Option<bool> {
    if direction == Direction::Range {
        let (low, high) = target?.range?;
        return Some(!(low..=high).contains(&value));
    }
    Some(direction.is_worse(value, guard_limit(own_limit, target)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn kpi(time_aggregation: Aggregation, unit_aggregation: Aggregation) -> Kpi {
        Kpi {
            id: KpiId(uuid::Uuid::nil()),
            direction: Direction::Higher,
            frequency: Grain::Month,
            time_aggregation,
            unit_aggregation,
            missing: MissingPolicy::Null,
            versions: Vec::new(),
            is_archived: false,
        }
    }

    #[test]
    fn ratios_are_not_averaged_or_added_up() {
        use Aggregation::{Last, Mean, Ratio, Sum};
        assert_eq!(kpi(Ratio, Ratio).validate(), Ok(()));
        assert_eq!(kpi(Last, Ratio).validate(), Ok(()));
        assert_eq!(kpi(Sum, Mean).validate(), Ok(()));
        assert_eq!(kpi(Mean, Ratio).validate(), Err(Refusal::RatioMixed { other: "mean" }));
        assert_eq!(kpi(Ratio, Sum).validate(), Err(Refusal::RatioMixed { other: "sum" }));
    }

    #[test]
    fn measurements_fit_the_kpi() {
        let code = |kpi: &Kpi, start, cell| {
            kpi.validate_point(&Calendar::PLAIN, start, &cell).map_err(|refusal| refusal.code())
        };
        let (first, parts) =
            (date(2013, 10, 1), |n, d| Cell::Parts { numerator: n, denominator: d });
        let plain = kpi(Aggregation::Sum, Aggregation::Sum);
        let ratio = kpi(Aggregation::Ratio, Aggregation::Ratio);
        assert_eq!(code(&plain, first, Cell::Value(3.0)), Ok(()));
        assert_eq!(code(&ratio, first, parts(3.0, 0.0)), Ok(()));
        assert_eq!(code(&plain, date(2013, 10, 2), Cell::Value(3.0)), Err("not_a_period_start"));
        assert_eq!(code(&plain, date(1899, 1, 1), Cell::Value(3.0)), Err("date_out_of_range"));
        assert_eq!(code(&plain, first, parts(3.0, 4.0)), Err("value_expected"));
        assert_eq!(code(&ratio, first, Cell::Value(3.0)), Err("ratio_needs_parts"));
        assert_eq!(code(&ratio, first, parts(3.0, -4.0)), Err("denominator_negative"));
        assert_eq!(code(&ratio, first, parts(f64::NAN, 4.0)), Err("not_finite"));
    }

    #[test]
    fn a_corridor_is_breached_outside() {
        let marks = Marks { floor: Some(2.0), range: Some((3.0, 5.0)), ..Marks::default() };
        let breached = |value| is_breached(Direction::Range, None, Some(marks), value);
        assert_eq!([3.0, 5.0, 5.1].map(breached), [Some(false), Some(false), Some(true)]);
        assert_eq!(is_breached(Direction::Higher, None, Some(marks), 1.9), Some(true));
    }
}
