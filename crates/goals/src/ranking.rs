//! Ranking: units side by side, the best first.
//!
//! The one invariant: *equal values share a rank, and what is not known has none*.

use crate::kpi::Direction;
use crate::kpi_target::Marks;

/// How good a value is: more is better, whatever the KPI's direction.
///
/// For a corridor it is the distance to it, negative outside, 0 inside. *Missing*: `None` for a
/// corridor that is not given.
fn goodness(direction: Direction, value: f64, marks: Option<&Marks>) -> Option<f64> {
    match direction {
        Direction::Higher => Some(value),
        Direction::Lower => Some(-value),
        Direction::Range => {
            let (low, high) = marks?.range?;
            Some((value - low).min(high - value).min(0.0))
        }
    }
}

/// The rank of each value among the others, 1 for the best; equal ones share the better rank.
///
/// *Missing*: `None` for what is not known, and in a corridor for what has none.
///
/// ```
/// use goals::kpi::Direction;
/// use goals::kpi_target::Marks;
/// use goals::ranking::ranks;
/// let of = |values: &[Option<f64>], direction, marks: Option<Marks>| {
///     let rows: Vec<_> = values.iter().map(|value| (*value, marks)).collect();
///     ranks(direction, &rows)
/// };
/// let values = [Some(3.0), None, Some(5.0), Some(3.0), Some(1.0)];
/// let higher = of(&values, Direction::Higher, None);
/// assert_eq!(higher, [Some(2), None, Some(1), Some(2), Some(4)]);
/// assert_eq!(of(&values, Direction::Lower, None), [Some(2), None, Some(4), Some(2), Some(1)]);
/// let corridor = Some(Marks { range: Some((2.0, 4.0)), ..Marks::default() });
/// let inside = of(&values, Direction::Range, corridor);
/// assert_eq!(inside, [Some(1), None, Some(3), Some(1), Some(3)]);
/// ```
pub fn ranks(direction: Direction, rows: &[(Option<f64>, Option<Marks>)]) -> Vec<Option<u32>> {
    let goodness: Vec<Option<f64>> =
        rows.iter().map(|(value, marks)| goodness(direction, (*value)?, marks.as_ref())).collect();
    let mut known: Vec<f64> = goodness.iter().copied().flatten().collect();
    known.sort_by(|a, b| b.total_cmp(a));
    let rank = |good: f64| known.partition_point(|other| *other > good) + 1;
    let rank = |good: f64| u32::try_from(rank(good)).unwrap_or(u32::MAX);
    goodness.into_iter().map(|good| good.map(rank)).collect()
}
