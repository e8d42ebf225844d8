//! What a span will come to: a point, an interval, and how likely it reaches a mark.

use goals::kpi::Direction;
use goals::kpi_target::Marks;

use crate::history::Fold;
use crate::spread::Spread;

/// What has been of a span already.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SoFar {
    /// Σ value, or Σ numerator.
    pub above: f64,
    /// Σ denominator of a ratio; how many values there are otherwise.
    pub below: f64,
}

impl SoFar {
    /// Nothing yet.
    pub const NOTHING: SoFar = SoFar { above: 0.0, below: 0.0 };

    /// The past and the future of a span together, and how much of the future's error it has.
    pub(crate) fn joined(self, fold: Fold, ahead: (f64, f64)) -> Option<(f64, f64)> {
        let (above, below) = (self.above + ahead.0, self.below + ahead.1);
        let (point, share) = match fold {
            Fold::Sum => (above, 1.0),
            Fold::Mean => (above / below, ahead.1 / below),
            Fold::Last => (ahead.0 / ahead.1, 1.0),
        };
        (point.is_finite() && share.is_finite()).then_some((point, share))
    }
}

/// What a span will come to.
///
/// *Unit*: the KPI's. A ratio of which 13 days have been counts them: with 80 % on time of 9,000
/// flights so far and 70 % expected of 12,000 more, the month is (7,200 + 8,400) / 21,000 = 74.3 %,
/// and 12/21 of the error that the forecast of the rest makes.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// The most likely value.
    pub point: f64,
    /// The lower end of the interval.
    pub lower: f64,
    /// The upper end.
    pub upper: f64,
    /// The share of futures inside the interval.
    pub level: f64,
    unbounded: f64,
    bounds: (f64, f64),
    spread: Spread,
}

impl Outlook {
    pub(crate) fn new(point: f64, spread: Spread, bounds: (f64, f64), level: f64) -> Outlook {
        let level = if level > 0.0 && level < 1.0 { level } else { crate::LEVEL_DEFAULT };
        let (low, high) = bounds;
        let inside = |value: f64| value.max(low).min(high);
        let (below, above) = ((1.0 - level) / 2.0, (1.0 + level) / 2.0);
        // The point stays inside, also where all errors of the past went one way.
        let lower = inside(point + spread.quantile(below)).min(inside(point));
        let upper = inside(point + spread.quantile(above)).max(inside(point));
        Outlook { point: inside(point), lower, upper, level, unbounded: point, bounds, spread }
    }

    /// How likely the value is `mark` or better; a corridor has [`Outlook::probability_inside`].
    ///
    /// *Unit*: 1.0 is certain; never 0 or 1 before it has happened.
    pub fn probability(&self, direction: Direction, mark: f64) -> f64 {
        let (low, high) = self.bounds;
        let below = self.spread.share_below(mark - self.unbounded);
        match direction {
            Direction::Higher if mark <= low => 1.0,
            Direction::Lower if mark >= high => 1.0,
            Direction::Higher if mark > high => 0.0,
            Direction::Lower if mark < low => 0.0,
            // A mark that is met exactly counts as reached.
            Direction::Higher | Direction::Range if self.is_met(mark) => below.max(1.0 - below),
            Direction::Higher | Direction::Range => 1.0 - below,
            Direction::Lower if self.is_met(mark) => below.max(1.0 - below),
            Direction::Lower => below,
        }
    }

    /// How likely the value lies from `low` to `high`.
    pub fn probability_inside(&self, low: f64, high: f64) -> f64 {
        let below = |mark: f64| self.spread.share_below(mark - self.unbounded);
        if self.is_met(low) || self.is_met(high) {
            return below(high).max(1.0 - below(low)).min(1.0);
        }
        (below(high) - below(low)).max(0.0)
    }

    /// How likely the value reaches the target (without one the stretch value, without that the
    /// floor), or lies in the corridor.
    ///
    /// *Missing*: `None` without any mark.
    pub fn probability_of(&self, direction: Direction, marks: &Marks) -> Option<f64> {
        if direction == Direction::Range {
            return marks.range.map(|(low, high)| self.probability_inside(low, high));
        }
        let mark = marks.target.or(marks.stretch).or(marks.floor)?;
        Some(self.probability(direction, mark))
    }

    /// Whether the series has never been off and lies exactly there.
    fn is_met(&self, mark: f64) -> bool {
        self.unbounded == mark && self.spread.quantile(0.9) == 0.0
    }
}
