//! Windows by worked examples.

use jiff::civil::{Date, date};

use super::{ID, LATE, cube, kpi, months, quarter, span, unit};
use crate::cube::{Cube, WindowValue};
use crate::kpi::{Aggregation, Cell};
use crate::kpi_link::LinkWindow;
use crate::period::Grain;

fn read(cube: &Cube, window: LinkWindow, today: Date) -> WindowValue {
    cube.window(ID, unit(1), window, quarter(), today)
}

#[test]
fn windows_read_what_they_say() {
    let cube = cube(
        &kpi(Grain::Month, Aggregation::Sum),
        &months(&[(8, 1.0), (9, 2.0), (10, 4.0), (12, 8.0)]),
    );
    let today = date(2013, 12, 10);
    assert_eq!(read(&cube, LinkWindow::LatestComplete, today).value, Some(4.0));
    assert_eq!(read(&cube, LinkWindow::LatestSoFar, today).value, Some(8.0));
    assert_eq!(read(&cube, LinkWindow::CycleToDate, today).value, Some(12.0));
    assert_eq!(read(&cube, LinkWindow::Rolling(3), today).value, Some(7.0));
    assert_eq!(read(&cube, LinkWindow::WholeCycle, today), WindowValue::NOTHING);
    assert_eq!(read(&cube, LinkWindow::WholeCycle, date(2014, 1, 1)).value, Some(12.0));
    let latest = read(&cube, LinkWindow::LatestComplete, today);
    assert_eq!(latest.period, Some(span(date(2013, 10, 1), date(2013, 11, 1))));
}

#[test]
fn a_new_cycle_knows_nothing_and_an_ended_one_keeps_its_value() {
    let cube = cube(&kpi(Grain::Month, Aggregation::Sum), &months(&[(9, 2.0), (12, 8.0)]));
    for window in [LinkWindow::LatestComplete, LinkWindow::Rolling(2), LinkWindow::CycleToDate] {
        assert_eq!(read(&cube, window, date(2013, 10, 15)), WindowValue::NOTHING);
    }
    assert_eq!(read(&cube, LinkWindow::LatestComplete, LATE).value, Some(8.0));
    assert_eq!(read(&cube, LinkWindow::LatestSoFar, LATE).value, Some(8.0));
}

#[test]
fn a_week_belongs_to_the_quarter_in_which_it_ends() {
    let monday = |month, day, value| (1, date(2013, month, day), Cell::Value(value));
    let points = [monday(9, 30, 1.0), monday(12, 23, 2.0), monday(12, 30, 4.0)];
    let cube = cube(&kpi(Grain::Week, Aggregation::Sum), &points);
    assert_eq!(read(&cube, LinkWindow::WholeCycle, LATE).value, Some(3.0));
    assert_eq!(read(&cube, LinkWindow::LatestSoFar, LATE).value, Some(4.0));
}

#[test]
fn last_year_shows_the_way() {
    // 2012-Q4 came in as 1, 4 and 5 of 10; the level before it was 3.
    let month = |month, value| (1, date(2012, month, 1), Cell::Value(value));
    let points = [month(9, 3.0), month(10, 1.0), month(11, 4.0), month(12, 5.0)];
    let sums = cube(&kpi(Grain::Month, Aggregation::Sum), &points);
    let share =
        |cube: &Cube, window, today| cube.seasonal_share(ID, unit(1), window, quarter(), today);
    let to_date = |today| share(&sums, LinkWindow::CycleToDate, today);
    assert_eq!(to_date(date(2013, 11, 15)), Some(0.1));
    assert_eq!(to_date(date(2013, 12, 15)), Some(0.5));
    assert_eq!(to_date(date(2014, 1, 1)), Some(1.0));
    let levels = cube(&kpi(Grain::Month, Aggregation::Last), &points);
    let level = |today| share(&levels, LinkWindow::LatestComplete, today);
    // (4 − 3) / (5 − 3)
    assert_eq!(level(date(2013, 12, 15)), Some(0.5));
    assert_eq!(level(date(2013, 10, 15)), Some(0.0));
    let unknown = cube(&kpi(Grain::Month, Aggregation::Last), &points[1..]);
    assert_eq!(share(&unknown, LinkWindow::LatestComplete, date(2013, 12, 15)), None);
}

#[test]
fn values_for_judging_over_time_are_those_of_ended_periods() {
    let cube =
        cube(&kpi(Grain::Month, Aggregation::Sum), &months(&[(9, 1.0), (10, 2.0), (12, 3.0)]));
    let values = cube.values(ID, unit(1), quarter(), date(2013, 12, 31));
    assert_eq!(values.iter().map(|&(_, value)| value).collect::<Vec<_>>(), [Some(2.0), None]);
}
