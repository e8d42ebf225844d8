//! When a warning opens, and when it closes again: with a gap between the two, so that a value at
//! the edge does not open and close one every day.
//!
//! <!-- scoring:Warnings about KPIs -->
//!
//! - *Target out of reach* opens when the target is reached with less than 20 % probability, and
//!   closes with 35 % or more, or without a target.
//! - *Corridor left* opens when the latest complete period is worse than the floor or outside the
//!   range. It closes when the value is back inside by a tenth of the way from floor to target (of
//!   the range's width), or inside for two periods in a row.
//! - *Out of the ordinary* opens when the latest complete period is an anomaly, and closes when the
//!   two latest are none.
//! - *Late* opens when a value is not there N working days after its period, of a unit that has
//!   recorded most of its last eight periods, and closes when it is.
//!
//! Between the two, what is open stays open and what is not stays closed. *Worked*: a floor of 76 %
//! with a target of 80 %: 75 % in July opens a warning; 76.2 % in August does not close it yet (a
//! tenth of the way is 0.4 points); 76.1 % in September does: it is the second month inside.
//!
//! <!-- /scoring -->

use goals::kpi::Direction;
use goals::kpi_target::Marks;

/// Below this probability of reaching its target a KPI is warned of.
pub const PROBABILITY_OPENS: f64 = 0.2;
/// From this one on no longer.
pub const PROBABILITY_CLOSES: f64 = 0.35;
/// How much of the way from floor to target, or of a range's width, is the margin.
const MARGIN: f64 = 0.1;
/// How many periods in a row inside close a warning without the margin.
const PERIODS_INSIDE: usize = 2;

/// What is to become of a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is to be open.
    Open,
    /// As it is.
    Stay,
    /// It is to be closed.
    Close,
}

/// Whether the target is out of reach; `None` without one, or with too little data.
pub fn target(probability: Option<f64>) -> Verdict {
    match probability {
        Some(chance) if chance < PROBABILITY_OPENS => Verdict::Open,
        Some(chance) if chance < PROBABILITY_CLOSES => Verdict::Stay,
        _ => Verdict::Close,
    }
}

/// Whether a corridor has been left: complete periods with their marks, the oldest first.
///
/// *Missing*: periods without a value or without floor and range are left out; without any there is
/// nothing to leave.
///
/// ```
/// use forecast::watch::{Verdict, corridor};
/// use goals::kpi::Direction;
/// use goals::kpi_target::Marks;
/// let marks = Marks { floor: Some(0.76), target: Some(0.80), ..Marks::default() };
/// let after = |values: &[f64]| {
///     let periods: Vec<_> = values.iter().map(|value| (*value, marks)).collect();
///     corridor(Direction::Higher, &periods)
/// };
/// assert_eq!(after(&[0.78, 0.75]), Verdict::Open);
/// assert_eq!(after(&[0.75, 0.762]), Verdict::Stay);
/// assert_eq!(after(&[0.75, 0.765]), Verdict::Close);
/// assert_eq!(after(&[0.75, 0.762, 0.761]), Verdict::Close);
/// ```
pub fn corridor(direction: Direction, periods: &[(f64, Marks)]) -> Verdict {
    let judged: Vec<f64> =
        periods.iter().filter_map(|(value, marks)| room(direction, *value, marks)).collect();
    let Some(latest) = judged.last() else { return Verdict::Close };
    if *latest < 0.0 {
        return Verdict::Open;
    }
    let inside = judged.iter().rev().take_while(|room| **room >= 0.0).count();
    if *latest >= MARGIN || inside >= PERIODS_INSIDE { Verdict::Close } else { Verdict::Stay }
}

/// Whether a value lies outside its corridor; `None` where there is none.
pub fn is_outside(direction: Direction, value: f64, marks: &Marks) -> Option<bool> {
    room(direction, value, marks).map(|room| room < 0.0)
}

/// Whether something out of the ordinary goes on: of each complete period, the oldest first.
pub fn anomaly(are_anomalies: &[bool]) -> Verdict {
    match are_anomalies {
        [.., true] => Verdict::Open,
        [.., true, false] => Verdict::Stay,
        _ => Verdict::Close,
    }
}

/// Whether a value is late.
pub fn late(is_late: bool) -> Verdict {
    if is_late { Verdict::Open } else { Verdict::Close }
}

/// How far inside its corridor a value lies, in parts of the corridor's measure; negative outside.
fn room(direction: Direction, value: f64, marks: &Marks) -> Option<f64> {
    let (inside, measure) = match direction {
        Direction::Range => {
            let (low, high) = marks.range?;
            ((value - low).min(high - value), high - low)
        }
        Direction::Higher => {
            let floor = marks.floor?;
            (value - floor, marks.target.map_or(floor.abs() / 5.0, |target| target - floor))
        }
        Direction::Lower => {
            let floor = marks.floor?;
            (floor - value, marks.target.map_or(floor.abs() / 5.0, |target| floor - target))
        }
    };
    Some(if measure > 0.0 { inside / measure } else { inside.signum() * f64::from(inside != 0.0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_the_two_limits_nothing_changes() {
        assert_eq!(target(Some(0.19)), Verdict::Open);
        assert_eq!(target(Some(0.2)), Verdict::Stay);
        assert_eq!(target(Some(0.35)), Verdict::Close);
        assert_eq!(target(None), Verdict::Close);
    }

    #[test]
    fn a_range_has_two_edges_and_equality_is_inside() {
        let marks = Marks { range: Some((2.0, 4.0)), ..Marks::default() };
        let one = |value| corridor(Direction::Range, &[(9.0, marks), (value, marks)]);
        assert_eq!([1.9, 4.1].map(one), [Verdict::Open; 2]);
        assert_eq!([2.0, 4.0].map(one), [Verdict::Stay; 2]);
        assert_eq!(one(3.0), Verdict::Close);
    }

    #[test]
    fn without_a_floor_there_is_no_corridor() {
        let marks = Marks { target: Some(5.0), ..Marks::default() };
        assert_eq!(corridor(Direction::Higher, &[(1.0, marks)]), Verdict::Close);
        let marks = Marks { floor: Some(0.02), target: Some(0.01), ..Marks::default() };
        assert_eq!(corridor(Direction::Lower, &[(0.021, marks)]), Verdict::Open);
    }

    #[test]
    fn an_anomaly_is_closed_after_two_ordinary_periods() {
        assert_eq!(anomaly(&[false, true]), Verdict::Open);
        assert_eq!(anomaly(&[true, false]), Verdict::Stay);
        assert_eq!(anomaly(&[true, false, false]), Verdict::Close);
        assert_eq!(anomaly(&[]), Verdict::Close);
    }
}
