//! The cube against the plain definition, and by worked examples.

mod windows;

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use uuid::Uuid;

use super::{Cube, Part};
use crate::aggregate::Accumulator;
use crate::id::{KpiId, OrgUnitId};
use crate::kpi::{Aggregation, Cell, Direction, Kpi, MissingPolicy, Point};
use crate::kpi_link::LinkWindow;
use crate::period::{Calendar, Grain, Period};

const ID: KpiId = KpiId(Uuid::from_u128(9));
const LATE: Date = Date::constant(2015, 1, 1);

fn unit(number: u128) -> OrgUnitId {
    OrgUnitId(Uuid::from_u128(number))
}

fn kpi(frequency: Grain, aggregation: Aggregation) -> Kpi {
    Kpi {
        id: ID,
        direction: Direction::Higher,
        frequency,
        time_aggregation: aggregation,
        unit_aggregation: aggregation,
        missing: MissingPolicy::Null,
        versions: Vec::new(),
        is_archived: false,
    }
}

/// 1 over 2 and 3; 2 over 4 and 5.
const TREE: [(u128, Option<u128>); 5] =
    [(1, None), (2, Some(1)), (3, Some(1)), (4, Some(2)), (5, Some(2))];

fn cube(kpi: &Kpi, points: &[(u128, Date, Cell)]) -> Cube {
    let mut cube = Cube::new(Calendar::PLAIN);
    cube.set_units(TREE.map(|(child, parent)| (unit(child), parent.map(unit))));
    cube.put_kpi(kpi).unwrap();
    for &(number, start, cell) in points {
        cube.set(&Point { kpi: kpi.id, org_unit: unit(number), person: None, start, cell })
            .unwrap();
    }
    cube
}

fn span(start: Date, end: Date) -> Period {
    Period::new(start, end).unwrap()
}

fn quarter() -> Period {
    span(date(2013, 10, 1), date(2014, 1, 1))
}

fn months(values: &[(i8, f64)]) -> Vec<(u128, Date, Cell)> {
    values.iter().map(|&(month, value)| (1, date(2013, month, 1), Cell::Value(value))).collect()
}

/// The definition, word for word: per period the units that are not spoken for, then the periods.
fn plain(
    kpi: &Kpi,
    points: &BTreeMap<(u128, i8), Cell>,
    root: u128,
    days: std::ops::Range<i8>,
) -> Option<f64> {
    let above =
        |number| TREE.iter().find(|(child, _)| *child == number).and_then(|(_, parent)| *parent);
    let mut total = Accumulator::new(kpi.time_aggregation);
    for day in days {
        let mut units = Accumulator::new(kpi.unit_aggregation);
        for number in [1, 2, 4, 5, 3] {
            let line: Vec<u128> = std::iter::successors(Some(number), |&n| above(n)).collect();
            let Some(depth) = line.iter().position(|&n| n == root) else { continue };
            let is_spoken_for = line[1..=depth].iter().any(|&n| points.contains_key(&(n, day)));
            if let (Some(cell), false) = (points.get(&(number, day)), depth > 0 && is_spoken_for) {
                units.push(cell);
            }
        }
        match (units.numerator(), units.denominator(), units.finish()) {
            (Some(numerator), Some(denominator), _) => {
                total.push(&Cell::Parts { numerator, denominator })
            }
            (_, _, Some(value)) => total.push(&Cell::Value(value)),
            _ => {}
        }
    }
    total.finish()
}

fn edit() -> impl Strategy<Value = (u128, i8, u8, u8, bool)> {
    (1_u128..=5, 1_i8..=20, 0_u8..9, 1_u8..9, any::<bool>())
}

proptest! {
    #[test]
    fn it_answers_by_the_definition(
        edits in prop::collection::vec(edit(), 0..60),
        rules in (0_usize..7, 0_usize..7), root in 1_u128..=5, from in 1_i8..20, length in 0_i8..12,
    ) {
        let mut kpi = kpi(Grain::Day, crate::aggregate::ALL[rules.0].aggregation);
        kpi.unit_aggregation = crate::aggregate::ALL[rules.1].aggregation;
        let mut cube = cube(&kpi, &[]);
        let mut points = BTreeMap::new();
        for (number, day, numerator, denominator, is_kept) in edits {
            let start = date(2013, 10, day);
            if !is_kept {
                let removed = cube.remove(ID, unit(number), None, start);
                prop_assert_eq!(removed, points.remove(&(number, day)));
                continue;
            }
            let cell = if kpi.takes_parts() {
                Cell::Parts { numerator: numerator.into(), denominator: denominator.into() }
            } else {
                Cell::Value(numerator.into())
            };
            let point = Point { kpi: ID, org_unit: unit(number), person: None, start, cell };
            let old = cube.set(&point).unwrap();
            prop_assert_eq!(old, points.insert((number, day), cell));
        }
        prop_assert_eq!(cube.point_count(), points.len());
        let until = (from + length).min(25);
        if from < until {
            let days = span(date(2013, 10, from), date(2013, 10, until));
            let value = cube.aggregate(ID, unit(root), days, LATE).value;
            match (value, plain(&kpi, &points, root, from..until)) {
                (Some(value), Some(expected)) => prop_assert!((value - expected).abs() < 1e-9),
                (value, expected) => prop_assert_eq!(value, expected),
            }
        }
        // Whatever the history: the same facts give the same bits.
        let mut rebuilt = Cube::new(Calendar::PLAIN);
        for &(child, parent) in TREE.iter().rev() {
            rebuilt.put_unit(unit(child), parent.map(unit));
        }
        rebuilt.put_kpi(&kpi).unwrap();
        let mut facts: Vec<Point> = cube.points().collect();
        facts.reverse();
        facts.iter().for_each(|point| assert_eq!(rebuilt.set(point), Ok(None)));
        use LinkWindow::{CycleToDate, LatestComplete, Rolling};
        for window in [CycleToDate, LatestComplete, Rolling(5)] {
            for root in 1..=5 {
                let today = date(2013, 10, 15);
                let at = |cube: &Cube| cube.window(ID, unit(root), window, quarter(), today);
                prop_assert_eq!(at(&cube), at(&rebuilt));
            }
        }
    }

    #[test]
    fn parts_add_up_to_the_whole(
        points in prop::collection::btree_map((1_u128..=5, 1_i8..=9), 1_u16..500, 0..40),
    ) {
        let points: Vec<_> = points
            .iter()
            .map(|(&(number, day), &value)| {
                (number, date(2013, 10, day), Cell::Value(value.into()))
            })
            .collect();
        let cube = cube(&kpi(Grain::Day, Aggregation::Sum), &points);
        for number in 1..=5 {
            let whole = cube.aggregate(ID, unit(number), quarter(), LATE).value.unwrap_or(0.0);
            let parts = cube.contributions(ID, unit(number), quarter(), LATE);
            prop_assert_eq!(parts.iter().filter_map(|part| part.value.value).sum::<f64>(), whole);
        }
        // Opened further, the part of unit 2 in the value of unit 1 is again the sum of its parts.
        let sum = |parts: &[super::Contribution]| -> f64 {
            parts.iter().filter_map(|part| part.value.value).sum()
        };
        let of_two: Vec<_> = cube
            .contributions(ID, unit(1), quarter(), LATE)
            .into_iter()
            .filter(|part| part.subject == unit(2).into())
            .collect();
        let opened = cube.contributions_to(ID, unit(1), unit(2), quarter(), LATE);
        prop_assert_eq!(sum(&of_two), sum(&opened));
    }
}

#[test]
fn what_a_unit_records_stands_for_everything_below() {
    let day = |number, day, value| (number, date(2013, 10, day), Cell::Value(value));
    let points = [day(4, 1, 1.0), day(5, 1, 2.0), day(4, 2, 4.0), day(2, 2, 100.0), day(3, 2, 8.0)];
    let cube = cube(&kpi(Grain::Day, Aggregation::Sum), &points);
    let total = |number| cube.aggregate(ID, unit(number), quarter(), LATE).value;
    assert_eq!([1, 2, 4].map(total), [Some(111.0), Some(103.0), Some(5.0)]);
    let parts = cube.contributions(ID, unit(2), quarter(), LATE);
    let shown: Vec<_> =
        parts.iter().map(|part| (part.subject, part.part, part.value.value)).collect();
    let child = |number, value| (unit(number).into(), Part::Child, Some(value));
    let own = (unit(2).into(), Part::Own, Some(100.0));
    assert_eq!(shown, [own, child(4, 1.0), child(5, 2.0)]);
}

#[test]
fn gaps_are_filled_as_the_policy_says() {
    let points = months(&[(7, 4.0), (9, 8.0)]);
    let year = span(date(2013, 1, 1), date(2014, 1, 1));
    let mean = |missing| {
        let kpi = Kpi { missing, ..kpi(Grain::Month, Aggregation::Mean) };
        let value = cube(&kpi, &points).aggregate(ID, unit(1), year, date(2013, 11, 15));
        (value.value, value.count)
    };
    // July to October have ended: 4, –, 8, –.
    assert_eq!(mean(MissingPolicy::Null), (Some(6.0), 2));
    assert_eq!(mean(MissingPolicy::Zero), (Some(3.0), 4));
    assert_eq!(mean(MissingPolicy::CarryForward), (Some(6.0), 4));
    let kpi = Kpi { missing: MissingPolicy::Zero, ..kpi(Grain::Month, Aggregation::Count) };
    let counted = cube(&kpi, &points).aggregate(ID, unit(1), year, date(2013, 11, 15));
    assert_eq!(counted.value, Some(2.0));
}

#[test]
fn what_is_counted_over_units_and_over_time_is_counted_once_each() {
    let day = |number, day| (number, date(2013, 10, day), Cell::Value(7.0));
    let points = [day(3, 1), day(4, 1), day(5, 1), day(3, 2), day(4, 3)];
    let counted = |over_units, over_time| {
        let base = kpi(Grain::Day, over_time);
        let cube = cube(&Kpi { unit_aggregation: over_units, ..base }, &points);
        [1, 2, 3].map(|number| cube.aggregate(ID, unit(number), quarter(), LATE).value)
    };
    let (count, sum, max) = (Aggregation::Count, Aggregation::Sum, Aggregation::Max);
    assert_eq!(counted(count, count), [Some(5.0), Some(3.0), Some(2.0)]);
    assert_eq!(counted(count, sum), counted(count, count), "the parts add up to the whole");
    assert_eq!(counted(count, max), [Some(3.0), Some(2.0), Some(1.0)]);
    assert_eq!(counted(sum, count), [Some(3.0), Some(2.0), Some(2.0)], "days with a value");
}

#[test]
fn a_gap_above_is_left_to_the_units_below() {
    let month = |number, month, value| (number, date(2013, month, 1), Cell::Value(value));
    let points = [month(1, 7, 50.0), month(3, 7, 1.0), month(3, 9, 2.0)];
    let kpi = Kpi { missing: MissingPolicy::CarryForward, ..kpi(Grain::Month, Aggregation::Sum) };
    let cube = cube(&kpi, &points);
    let series = cube.series(ID, unit(1), Grain::Month, date(2013, 7, 1), date(2013, 10, 1), LATE);
    let values: Vec<Option<f64>> = series.unwrap().iter().map(|point| point.value).collect();
    assert_eq!(values, [Some(50.0), Some(1.0), Some(2.0)]);
}

#[test]
fn a_series_has_every_period_and_says_which_are_complete() {
    let parts = |n, d| Cell::Parts { numerator: n, denominator: d };
    let points = [
        (4, date(2013, 10, 1), parts(9.0, 10.0)),
        (3, date(2013, 10, 31), parts(30.0, 50.0)),
        (3, date(2013, 12, 1), parts(1.0, 4.0)),
    ];
    let cube = cube(&kpi(Grain::Day, Aggregation::Ratio), &points);
    let series =
        |grain, today| cube.series(ID, unit(1), grain, date(2013, 10, 15), date(2014, 1, 1), today);
    let months = series(Grain::Month, date(2013, 12, 5)).unwrap();
    let shown: Vec<_> = months.iter().map(|p| (p.label.as_str(), p.value, p.is_complete)).collect();
    let expected =
        [("2013-10", Some(0.65), true), ("2013-11", None, true), ("2013-12", Some(0.25), false)];
    assert_eq!(shown, expected);
    assert_eq!((months[0].numerator, months[0].denominator), (Some(39.0), Some(60.0)));
    assert_eq!(series(Grain::Year, LATE).unwrap()[0].value, Some(40.0 / 64.0));
}

#[test]
fn a_series_that_cannot_be_is_refused() {
    let cube = cube(&kpi(Grain::Month, Aggregation::Sum), &[]);
    let code = |kpi, grain, from, to| {
        cube.series(kpi, unit(1), grain, from, to, LATE).map_err(|refusal| refusal.code())
    };
    let (from, to) = (date(2013, 1, 1), date(2013, 10, 1));
    assert_eq!(code(ID, Grain::Day, from, to), Err("grain_too_fine"));
    assert_eq!(code(ID, Grain::Month, to, from), Err("empty_period"));
    assert_eq!(code(ID, Grain::Month, date(1, 1, 1), date(9999, 1, 1)), Err("too_many_periods"));
    assert_eq!(code(KpiId(Uuid::nil()), Grain::Month, from, to), Err("unknown_reference"));
    assert_eq!(code(ID, Grain::Month, from, to).unwrap().len(), 9);
}

#[test]
fn the_tree_and_the_calendar_may_change_under_the_values() {
    let mut cube =
        cube(&kpi(Grain::Quarter, Aggregation::Sum), &[(4, date(2013, 10, 1), Cell::Value(5.0))]);
    let year = span(date(2013, 1, 1), date(2014, 1, 1));
    let total = |cube: &Cube, number| cube.aggregate(ID, unit(number), year, LATE).value;
    assert_eq!((total(&cube, 2), total(&cube, 3)), (Some(5.0), None));
    cube.put_unit(unit(4), Some(unit(3)));
    assert_eq!((total(&cube, 2), total(&cube, 3)), (None, Some(5.0)));
    assert!(cube.is_within(unit(4), unit(3)) && !cube.is_within(unit(4), unit(2)));
    // From November on, the first day of the old quarter lies in August to October.
    cube.set_calendar(Calendar { fiscal_year_start_month: 2, ..Calendar::PLAIN });
    assert_eq!(cube.points().next().unwrap().start, date(2013, 8, 1));
    cube.remove_unit(unit(4));
    assert_eq!((total(&cube, 1), cube.point_count()), (None, 1));
    cube.put_unit(unit(4), Some(unit(1)));
    assert_eq!(total(&cube, 1), Some(5.0));
}

#[test]
fn what_is_refused_changes_nothing() {
    let mut cube = cube(&kpi(Grain::Month, Aggregation::Sum), &months(&[(9, 1.0)]));
    let point = Point {
        kpi: ID,
        org_unit: unit(1),
        person: None,
        start: date(2013, 9, 1),
        cell: Cell::Value(2.0),
    };
    let mut code = |point| cube.set(&point).map_err(|refusal| refusal.code());
    assert_eq!(code(Point { org_unit: unit(7), ..point }), Err("unknown_reference"));
    assert_eq!(code(Point { kpi: KpiId(Uuid::nil()), ..point }), Err("unknown_reference"));
    assert_eq!(code(Point { cell: Cell::Value(f64::NAN), ..point }), Err("not_finite"));
    assert_eq!(code(Point { start: date(2013, 9, 2), ..point }), Err("not_a_period_start"));
    let refusal = cube.put_kpi(&kpi(Grain::Day, Aggregation::Sum)).unwrap_err();
    assert_eq!(refusal.code(), "frequency_in_use");
    assert_eq!(cube.get(ID, unit(1), date(2013, 9, 9)), Some(Cell::Value(1.0)));
    assert!(cube.has_points_of_kpi(ID) && cube.has_points_of_unit(unit(1)));
    assert!(!cube.has_points_of_unit(unit(2)));
    cube.remove_kpi(ID);
    assert_eq!(cube.point_count(), 0);
}

#[test]
fn a_million_values_fit_into_forty_megabytes() {
    let mut cube = cube(&kpi(Grain::Day, Aggregation::Ratio), &[]);
    cube.set_units((1..=3500).map(|number| (unit(number), (number > 1).then_some(unit(1)))));
    let cell = Cell::Parts { numerator: 1.0, denominator: 2.0 };
    let first = Calendar::PLAIN.index(Grain::Day, date(2013, 1, 1));
    for number in 1..=3500 {
        for day in 0..286 {
            let start = Calendar::PLAIN.start_of_index(Grain::Day, first + day);
            cube.set(&Point { kpi: ID, org_unit: unit(number), person: None, start, cell })
                .unwrap();
        }
    }
    assert_eq!(cube.point_count(), 1_001_000);
    assert!(cube.heap_bytes() < 40_000_000, "{} bytes", cube.heap_bytes());
    cube.shrink_to_fit();
    assert!(cube.heap_bytes() < 17_000_000, "{} bytes", cube.heap_bytes());
}
