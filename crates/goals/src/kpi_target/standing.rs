//! Which marks a period is judged by when several targets hold: a year's beside those of its
//! months.
//!
//! The one invariant: *a period with a target of its own is judged by that one*.

use super::parts::is_additive;
use super::{KpiTarget, Marks};
use crate::id::KpiTargetId;
use crate::kpi::Aggregation;
use crate::period::Period;

/// What is to be reached in a period by these targets of one KPI and unit; `None` when none holds
/// on its last day.
///
/// A target for exactly this period says it. Else the shortest target that holds on the last day
/// does, by its part of the days where the KPI adds up. Where a longer period of such a KPI is cut
/// into shorter targets without a gap, it is what those come to.
///
/// ```
/// use goals::id::{KpiId, KpiTargetId};
/// use goals::kpi::Aggregation;
/// use goals::kpi_target::{KpiTarget, judging_marks};
/// use goals::period::{Calendar, Grain, Period};
/// use jiff::civil::date;
/// use uuid::Uuid;
/// let target = |id, start, end, target| KpiTarget {
///     id: KpiTargetId(Uuid::from_u128(id)),
///     kpi: KpiId(Uuid::nil()),
///     org_unit: None,
///     person: None,
///     period: Period { start, end },
///     floor: None,
///     target: Some(target),
///     stretch: None,
///     range: None,
/// };
/// let year = target(1, date(2013, 1, 1), date(2014, 1, 1), 365.0);
/// let months = [50.0, 20.0, 10.0].into_iter().zip(1..).map(|(value, month)| {
///     target(1 + month as u128, date(2013, month, 1), date(2013, month + 1, 1), value)
/// });
/// let targets: Vec<KpiTarget> = [year].into_iter().chain(months).collect();
/// let of = |grain, day| {
///     let period = Calendar::PLAIN.period_containing(grain, day);
///     judging_marks(&targets, Aggregation::Sum, period).and_then(|marks| marks.target)
/// };
/// assert_eq!(of(Grain::Year, date(2013, 5, 1)), Some(365.0));
/// assert_eq!(of(Grain::Month, date(2013, 1, 1)), Some(50.0));
/// assert_eq!(of(Grain::Month, date(2013, 4, 1)), Some(30.0));
/// assert_eq!(of(Grain::Quarter, date(2013, 3, 1)), Some(80.0));
/// assert_eq!(of(Grain::Year, date(2014, 1, 1)), None);
/// ```
pub fn judging_marks(
    targets: &[KpiTarget],
    time_aggregation: Aggregation,
    period: Period,
) -> Option<Marks> {
    judging(targets, time_aggregation, period).map(|(_, marks)| marks)
}

/// The same, with the target that a period is judged by: of several that come to its marks, the one
/// that holds on its last day.
pub fn judging(
    targets: &[KpiTarget],
    time_aggregation: Aggregation,
    period: Period,
) -> Option<(KpiTargetId, Marks)> {
    let own = targets.iter().filter(|target| target.period == period);
    if let Some(own) = own.max_by_key(|target| target.id) {
        return Some((own.id, own.marks()));
    }
    let last_day = period.last_day();
    let mut holding: Vec<&KpiTarget> =
        targets.iter().filter(|target| target.period.overlaps(&period)).collect();
    holding.sort_unstable_by_key(|target| (target.period.days(), target.period, target.id));
    let shortest = *holding.iter().find(|target| target.period.contains(last_day))?;
    if is_additive(time_aggregation)
        && !shortest.period.encloses(&period)
        && let Some(marks) = pieced_together(&holding, period)
    {
        return Some((shortest.id, marks));
    }
    Some((shortest.id, shortest.marks_in(time_aggregation, period)))
}

/// Day by day by the shortest target; `None` when some day has none.
fn pieced_together(shortest_first: &[&KpiTarget], period: Period) -> Option<Marks> {
    let mut open = vec![period];
    let mut marks: Option<Marks> = None;
    for target in shortest_first {
        let mut left = Vec::with_capacity(open.len() + 1);
        for piece in open {
            let start = piece.start.max(target.period.start);
            let end = piece.end.min(target.period.end);
            let Ok(shared) = Period::new(start, end) else {
                left.push(piece);
                continue;
            };
            let part = target.marks_in(Aggregation::Sum, shared);
            marks = Some(marks.map_or(part, |sum| Marks::sum_of_two(&sum, &part)));
            left.extend(Period::new(piece.start, start).ok());
            left.extend(Period::new(end, piece.end).ok());
        }
        open = left;
    }
    marks.filter(|_| open.is_empty())
}

impl Marks {
    /// Parts of days are not decimals, so they are added up as they are where they have no exact
    /// sum.
    fn sum_of_two(one: &Marks, other: &Marks) -> Marks {
        let (these, those) = (one.numbers(), other.numbers());
        Marks::of_numbers(std::array::from_fn(|mark| {
            let pair = [these[mark]?, those[mark]?];
            Some(super::exact::sum(&pair).unwrap_or(pair[0] + pair[1]))
        }))
    }
}
