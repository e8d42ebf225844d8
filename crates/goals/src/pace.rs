//! Pace: where progress should be by now.
//!
//! [`expected`] gives E(today) for one key result; an objective's E is the weighted mean of its
//! children's and is taken by the graph. The one invariant: E is 0 before the cycle starts, 1 from
//! its end on, and never falls between (a maintain kind is expected throughout).
//!
//! <!-- scoring:Expected progress -->
//!
//! E(t) is where progress should be when the day t begins: today's work is not yet expected.
//!
//! | pace | E |
//! | --- | --- |
//! | linear | working days of the cycle before today / working days of the cycle |
//! | phased | linear in working days between the points given, from (start, 0) to (end, 1) |
//! | seasonal | the share of its way that the measuring KPI had come one year earlier |
//! | milestones | weight due before today / weight |
//! | maintain kinds | 1 |
//! | baseline | none |
//!
//! Where last year is not known a seasonal pace is linear. Milestones without a date follow the key
//! result's pace.
//!
//! Before the cycle E is 0 (except for maintain kinds), from its end on it is 1. A cycle without a
//! working day is cut by calendar days. An objective's E is the weighted mean of its children's E,
//! over the same children and weights as its progress.
//!
//! *Worked*: the fourth quarter of 2013 has 66 days from Monday to Friday; when 15 October begins,
//! 10 of them are past, so E = 10 / 66 = 0.152.
//!
//! <!-- /scoring -->

use jiff::civil::Date;

use crate::key_result::{Measure, Milestone, Pace, clamp};
use crate::period::{Calendar, Period};
use crate::status::Stage;

/// Whether the cycle has begun when `today` begins.
pub fn stage(cycle: Period, today: Date) -> Stage {
    if today < cycle.start { Stage::NotStarted } else { Stage::Started }
}

/// The share of the cycle's working days that lie strictly before `today`; constant time.
///
/// *Unit*: 0..=1; 0 up to the first day, 1 from the end on. A span without a working day is cut by
/// calendar days.
///
/// ```
/// use goals::pace::linear;
/// use goals::period::{Calendar, Period};
/// use jiff::civil::date;
/// let quarter = Period::new(date(2013, 10, 1), date(2014, 1, 1)).unwrap();
/// assert_eq!(linear(quarter, &Calendar::PLAIN, date(2013, 10, 15)), 10.0 / 66.0);
/// assert_eq!(linear(quarter, &Calendar::PLAIN, date(2013, 9, 1)), 0.0);
/// assert_eq!(linear(quarter, &Calendar::PLAIN, date(2014, 2, 1)), 1.0);
/// ```
pub fn linear(cycle: Period, calendar: &Calendar, today: Date) -> f64 {
    if today <= cycle.start {
        return 0.0;
    }
    if today >= cycle.end {
        return 1.0;
    }
    match calendar.working_days_between(cycle.start, cycle.end) {
        0 => {
            let elapsed = Period { start: cycle.start, end: today };
            f64::from(elapsed.days()) / f64::from(cycle.days())
        }
        total => f64::from(calendar.working_days_between(cycle.start, today)) / f64::from(total),
    }
}

/// Where the progress of one key result should be when `today` begins.
///
/// *Unit*: 0..=1. *Missing*: `None` only for a baseline. `seasonal` is last year's share of the way
/// at this point (see [`crate::cube::Cube::seasonal_share`]); a seasonal pace is linear without it.
/// *Source*: product, "Expected progress and status".
///
/// ```
/// use goals::key_result::{Measure, Pace};
/// use goals::pace::expected;
/// use goals::period::{Calendar, Period};
/// use jiff::civil::date;
/// let quarter = Period::new(date(2013, 10, 1), date(2014, 1, 1)).unwrap();
/// let rise = Measure::Reach { start: 80.0, target: 90.0 };
/// let slow_start = Pace::Phased(vec![(date(2013, 11, 1), 0.1)]);
/// let at = |pace: &Pace, today| expected(pace, &rise, quarter, &Calendar::PLAIN, today, None);
/// assert_eq!(at(&slow_start, date(2013, 11, 1)), Some(0.1));
/// assert_eq!(at(&Pace::Seasonal, date(2013, 10, 15)), Some(10.0 / 66.0));
/// let keep = Measure::AtMost { limit: 2.0, ceiling: None };
/// let first = date(2013, 10, 1);
/// let kept = expected(&Pace::Linear, &keep, quarter, &Calendar::PLAIN, first, None);
/// assert_eq!(kept, Some(1.0));
/// ```
pub fn expected(
    pace: &Pace,
    measure: &Measure,
    cycle: Period,
    calendar: &Calendar,
    today: Date,
    seasonal: Option<f64>,
) -> Option<f64> {
    let linear = linear(cycle, calendar, today);
    expected_given_linear(pace, measure, cycle, calendar, today, linear, seasonal)
}

/// The same as [`expected`], for callers that keep the cycle's [`linear`] share.
pub fn expected_given_linear(
    pace: &Pace,
    measure: &Measure,
    cycle: Period,
    calendar: &Calendar,
    today: Date,
    linear: f64,
    seasonal: Option<f64>,
) -> Option<f64> {
    match measure {
        Measure::Baseline => return None,
        measure if measure.is_maintain() => return Some(1.0),
        _ if today <= cycle.start => return Some(0.0),
        _ if today >= cycle.end => return Some(1.0),
        _ => {}
    }
    let share = match pace {
        Pace::Linear => linear,
        Pace::Phased(points) => phased(points, cycle, calendar, today),
        Pace::Seasonal => seasonal.filter(|share| share.is_finite()).map_or(linear, clamp),
    };
    match measure {
        Measure::Milestones(milestones) => Some(milestones_due(milestones, today, share)),
        _ => Some(share),
    }
}

/// Piecewise linear in working days through (start, 0), the points inside the cycle, and (end, 1).
fn phased(points: &[(Date, f64)], cycle: Period, calendar: &Calendar, today: Date) -> f64 {
    let mut before = (cycle.start, 0.0);
    let mut after = (cycle.end, 1.0);
    for &(date, share) in points {
        if date <= today {
            before = if date < cycle.start { (cycle.start, share) } else { (date, share) };
        } else {
            after = if date < cycle.end { (date, share) } else { after };
            break;
        }
    }
    let way = linear(Period { start: before.0, end: after.0 }, calendar, today);
    clamp(before.1 + (after.1 - before.1) * way)
}

/// Weight due before today / weight, where milestones without a date are due by `share`.
fn milestones_due(milestones: &[Milestone], today: Date, share: f64) -> f64 {
    let (mut due, mut total) = (0.0, 0.0);
    for milestone in milestones {
        total += milestone.weight;
        due += milestone.weight
            * match milestone.due_on {
                Some(due_on) if due_on < today => 1.0,
                Some(_) => 0.0,
                None => share,
            };
    }
    if total > 0.0 { due / total } else { share }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::MilestoneId;
    use jiff::civil::date;
    use proptest::prelude::*;

    const QUARTER: Period =
        Period { start: Date::constant(2013, 10, 1), end: Date::constant(2014, 1, 1) };
    const RISE: Measure = Measure::Reach { start: 0.0, target: 1.0 };

    fn at(pace: &Pace, measure: &Measure, today: Date) -> f64 {
        expected(pace, measure, QUARTER, &Calendar::PLAIN, today, None).unwrap()
    }

    fn milestone(weight: f64, due_on: Option<Date>) -> Milestone {
        Milestone { id: MilestoneId(uuid::Uuid::nil()), weight, due_on, done_on: None }
    }

    proptest! {
        #[test]
        fn expectation_never_falls(
            shares in prop::collection::vec((1_i8..=31, 0.0_f64..1.0), 0..5), day in 0_i32..120,
        ) {
            let mut days: Vec<i8> = shares.iter().map(|&(day, _)| day).collect();
            let mut reached: Vec<f64> = shares.iter().map(|&(_, share)| share).collect();
            days.sort_unstable();
            days.dedup();
            reached.sort_by(f64::total_cmp);
            let points = days.iter().zip(reached).map(|(&day, share)| (date(2013, 10, day), share));
            let pace = Pace::Phased(points.collect());
            let shift = |days| date(2013, 9, 15).saturating_add(jiff::Span::new().days(days));
            let at = |day| at(&pace, &RISE, shift(day));
            let (today, tomorrow) = (at(day), at(day + 1));
            prop_assert!((0.0..=1.0).contains(&today));
            prop_assert!(today <= tomorrow + 1e-12);
        }
    }

    #[test]
    fn weekends_are_not_expected_to_bring_progress() {
        // Saturday 5, Sunday 6 and Monday 7 October begin with the same four working days behind
        // them.
        let days = [5, 6, 7].map(|day| at(&Pace::Linear, &RISE, date(2013, 10, day)));
        assert_eq!(days, [4.0 / 66.0; 3]);
    }

    #[test]
    fn a_cycle_on_a_weekend_is_cut_by_calendar_days() {
        let weekend = Period::new(date(2013, 10, 5), date(2013, 10, 7)).unwrap();
        assert_eq!(linear(weekend, &Calendar::PLAIN, date(2013, 10, 6)), 0.5);
    }

    #[test]
    fn phases_outside_the_cycle_only_bend_it() {
        let pace = Pace::Phased(vec![(date(2013, 9, 1), 0.2), (date(2014, 2, 1), 0.9)]);
        assert_eq!(at(&pace, &RISE, date(2013, 10, 1)), 0.0);
        let second = at(&pace, &RISE, date(2013, 10, 2));
        assert!((second - (0.2 + 0.8 / 66.0)).abs() < 1e-12, "{second}");
        assert_eq!(at(&pace, &RISE, date(2014, 1, 1)), 1.0);
    }

    #[test]
    fn milestones_are_expected_the_day_after_they_are_due() {
        let dated =
            vec![milestone(1.0, Some(date(2013, 10, 14))), milestone(3.0, Some(date(2013, 12, 1)))];
        let measure = Measure::Milestones(dated);
        assert_eq!(at(&Pace::Linear, &measure, date(2013, 10, 14)), 0.0);
        assert_eq!(at(&Pace::Linear, &measure, date(2013, 10, 15)), 0.25);
        assert_eq!(at(&Pace::Linear, &measure, date(2014, 1, 1)), 1.0);
    }

    #[test]
    fn milestones_without_a_date_follow_the_pace() {
        let measure = Measure::Milestones(vec![
            milestone(1.0, Some(date(2013, 10, 1))),
            milestone(1.0, None),
        ]);
        let half = at(&Pace::Linear, &measure, date(2013, 10, 15));
        assert!((half - (1.0 + 10.0 / 66.0) / 2.0).abs() < 1e-12);
        assert_eq!(
            at(&Pace::Linear, &Measure::Milestones(vec![]), date(2013, 10, 15)),
            10.0 / 66.0
        );
    }

    #[test]
    fn last_year_sets_a_seasonal_pace() {
        let seasonal = |share| {
            expected(&Pace::Seasonal, &RISE, QUARTER, &Calendar::PLAIN, date(2013, 10, 15), share)
        };
        assert_eq!(seasonal(Some(0.4)), Some(0.4));
        assert_eq!(seasonal(Some(1.4)), Some(1.0));
        assert_eq!(seasonal(None), Some(10.0 / 66.0));
    }

    #[test]
    fn a_baseline_expects_nothing() {
        let today = date(2013, 11, 1);
        let none =
            expected(&Pace::Linear, &Measure::Baseline, QUARTER, &Calendar::PLAIN, today, None);
        assert_eq!(none, None);
    }
}
