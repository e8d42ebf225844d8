//! From the cube to what is left of a month.

use forecast::subject::{Asked, Subject};
use goals::cube::Cube;
use goals::id::{KpiId, OrgUnitId};
use goals::kpi::{Aggregation, Cell, Direction, Kpi, MissingPolicy, Point};
use goals::period::{Calendar, Grain, Period};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use uuid::Uuid;

const KPI: KpiId = KpiId(Uuid::from_u128(9));
const UNIT: OrgUnitId = OrgUnitId(Uuid::from_u128(1));

fn cube(aggregation: Aggregation, frequency: Grain) -> Cube {
    let mut cube = Cube::new(Calendar::PLAIN);
    cube.set_units([(UNIT, None)]);
    let kpi = Kpi {
        id: KPI,
        direction: Direction::Higher,
        frequency,
        time_aggregation: aggregation,
        unit_aggregation: aggregation,
        missing: MissingPolicy::Null,
        versions: Vec::new(),
        is_archived: false,
    };
    cube.put_kpi(&kpi).expect("a KPI");
    cube
}

fn set(cube: &mut Cube, start: Date, cell: Cell) {
    cube.set(&Point { kpi: KPI, org_unit: UNIT, person: None, start, cell }).expect("a value");
}

fn asked(today: Date) -> Asked {
    let since = date(2013, 1, 1);
    Asked { kpi: KPI, unit: UNIT, grain: Grain::Month, since, today, is_share: false }
}

#[test]
fn the_running_month_counts_the_days_it_has_had() {
    let mut cube = cube(Aggregation::Sum, Grain::Day);
    let today = date(2013, 10, 11);
    let mut day = date(2013, 7, 1);
    while day < today {
        let value = if day.month() == 10 { 20.0 } else { 10.0 };
        set(&mut cube, day, Cell::Value(value));
        day = day.saturating_add(1.day());
    }
    let subject = Subject::read(&cube, &asked(today)).unwrap();
    let months = subject.periods(2, 0.8);
    assert_eq!(months[0].so_far, Some(200.0));
    // 200 so far, and 21 days between the old level and the new one.
    let point = months[0].outlook.point;
    assert!((200.0 + 21.0 * 10.0..=200.0 + 21.0 * 20.0).contains(&point), "{point}");
    assert_eq!((months[1].so_far, months[1].span.start), (None, date(2013, 11, 1)));
    let quarter = Period::new(date(2013, 10, 1), date(2014, 1, 1)).unwrap();
    let quarter = subject.span(quarter, 0.8).unwrap();
    assert_eq!(quarter.so_far, Some(200.0));
    assert!(quarter.outlook.point > months[0].outlook.point);
}

#[test]
fn the_smallest_of_a_quarter_is_not_made_up_from_months() {
    let mut cube = cube(Aggregation::Min, Grain::Month);
    for month in 1..=9 {
        set(&mut cube, date(2013, month, 1), Cell::Value(f64::from(month % 4)));
    }
    let subject = Subject::read(&cube, &asked(date(2013, 10, 15))).unwrap();
    assert_eq!(subject.step(), Grain::Month);
    assert_eq!(subject.periods(3, 0.8).len(), 3);
    let quarter = Period::new(date(2013, 10, 1), date(2014, 1, 1)).unwrap();
    assert_eq!(subject.span(quarter, 0.8), None);
}

#[test]
fn without_values_there_is_too_little_data() {
    let cube = cube(Aggregation::Ratio, Grain::Day);
    let subject = Subject::read(&cube, &asked(date(2013, 10, 15))).unwrap();
    assert_eq!(subject.model().unwrap_err().points, 0);
    assert!(subject.periods(3, 0.8).is_empty() && subject.anomalies().is_empty());
}

#[test]
fn the_pattern_of_the_year_is_taken_where_it_is_closer() {
    let mut cube = cube(Aggregation::Sum, Grain::Day);
    let (mut day, today) = (date(2010, 1, 1), date(2013, 12, 1));
    while day < today {
        let value = if day.month() == 12 { 30.0 } else { 10.0 };
        set(&mut cube, day, Cell::Value(value));
        day = day.saturating_add(1.day());
    }
    let since = date(2010, 1, 1);
    let subject = Subject::read(&cube, &Asked { since, ..asked(date(2013, 11, 1)) }).unwrap();
    assert_eq!(subject.step(), Grain::Month);
    let december = &subject.periods(2, 0.8)[1];
    assert!(december.outlook.point > 600.0, "{}", december.outlook.point);
}

#[test]
fn empty_years_before_the_first_value_are_no_season() {
    let mut cube = cube(Aggregation::Ratio, Grain::Day);
    let (mut day, today) = (date(2013, 1, 1), date(2013, 10, 15));
    while day < today {
        let numerator = 70.0 + f64::from(day.day() % 7);
        set(&mut cube, day, Cell::Parts { numerator, denominator: 100.0 });
        day = day.saturating_add(1.day());
    }
    let since = date(2011, 8, 6);
    let subject = Subject::read(&cube, &Asked { since, ..asked(today) }).unwrap();
    assert_eq!(subject.step(), Grain::Day);
}

#[test]
fn what_is_left_of_a_year_weighs_as_much_as_what_has_been() {
    let mut cube = cube(Aggregation::Ratio, Grain::Month);
    for month in 1..=9 {
        let numerator = if month % 2 == 0 { 6_000.0 } else { 8_000.0 };
        let cell = Cell::Parts { numerator, denominator: 10_000.0 };
        set(&mut cube, date(2013, month, 1), cell);
    }
    let subject = Subject::read(&cube, &asked(date(2013, 10, 1))).unwrap();
    let year = Period::new(date(2013, 1, 1), date(2014, 1, 1)).unwrap();
    let year = subject.span(year, 0.8).unwrap();
    // Nine months are 64,000 of 90,000; three more of about 70 % are 21,000 of 30,000.
    assert!((year.outlook.point - 85.0 / 120.0).abs() < 0.02, "{}", year.outlook.point);
    assert!(year.outlook.upper - year.outlook.lower > 0.02, "{:?}", year.outlook);
}
