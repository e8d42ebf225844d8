//! What a model says of series that anybody can continue by hand.

use forecast::{Fold, History, Method, Model, Outlook, SoFar};
use goals::kpi::{Cell, Direction};

fn cells(values: &[f64]) -> Vec<Option<Cell>> {
    values.iter().map(|value| Some(Cell::Value(*value))).collect()
}

fn next(values: &[f64]) -> Outlook {
    let model = Model::of(History::new(&cells(values), Fold::Last, 1, 1)).expect("enough");
    model.outlook(0..1, SoFar::NOTHING, 0.8).expect("a future")
}

fn is_near(value: f64, expected: f64) -> bool {
    (value - expected).abs() <= 1e-9 * expected.abs().max(1.0)
}

#[test]
fn a_constant_series_stays_what_it_is() {
    let outlook = next(&[5.0; 20]);
    let ends = [outlook.point, outlook.lower, outlook.upper];
    assert!(ends.iter().all(|end| is_near(*end, 5.0)), "{ends:?}");
    // What is met exactly is met; nothing is certain before it has happened.
    assert!(outlook.probability(Direction::Higher, 5.0) > 0.9);
    assert!(outlook.probability(Direction::Lower, 5.0) > 0.9);
    assert!(outlook.probability(Direction::Higher, 6.0) < 0.1);
    assert!(outlook.probability_inside(5.0, 5.0) > 0.9);
}

#[test]
fn nothing_but_zeros_is_forecast_as_zero() {
    let outlook = next(&[0.0; 12]);
    assert_eq!((outlook.point, outlook.lower, outlook.upper), (0.0, 0.0, 0.0));
}

#[test]
fn below_four_points_nothing_is_said() {
    for count in 0..4_usize {
        let values: Vec<f64> = (0..count).map(|n| n as f64).collect();
        let model = Model::of(History::new(&cells(&values), Fold::Last, 12, 1));
        assert_eq!(model.unwrap_err().points, count);
    }
    let mut gaps = cells(&[1.0, 2.0, 3.0]);
    gaps.extend([None, None, None]);
    assert_eq!(Model::of(History::new(&gaps, Fold::Last, 1, 1)).unwrap_err().points, 3);
}

#[test]
fn four_points_are_enough_and_the_interval_is_wide() {
    let outlook = next(&[10.0, 12.0, 11.0, 13.0]);
    assert!((10.0..=13.0).contains(&outlook.point), "{}", outlook.point);
    assert!(outlook.upper - outlook.lower > 2.0, "{outlook:?}");
    assert!(outlook.lower <= outlook.point && outlook.point <= outlook.upper);
}

#[test]
fn a_line_goes_on() {
    let values: Vec<f64> = (0..24).map(|n| 100.0 + 7.0 * f64::from(n)).collect();
    let outlook = next(&values);
    assert!(is_near(outlook.point, 100.0 + 7.0 * 24.0), "{}", outlook.point);
}

#[test]
fn a_season_is_seen_once_there_are_two_of_it() {
    let week = [100.0, 110.0, 105.0, 108.0, 120.0, 60.0, 50.0];
    let values: Vec<f64> = (0..70).map(|n| week[n % 7] + f64::from((n * 37 % 11) as u8)).collect();
    let model = Model::of(History::new(&cells(&values), Fold::Sum, 7, 1)).unwrap();
    assert!(model.is_seasonal(), "{:?}", model.method());
    let days: Vec<f64> =
        (0..7).map(|n| model.outlook(n..n + 1, SoFar::NOTHING, 0.8).unwrap().point).collect();
    assert!(days[5] < 80.0 && days[6] < 70.0 && days[4] > 110.0, "{days:?}");
    let whole = model.outlook(0..7, SoFar::NOTHING, 0.8).unwrap().point;
    assert!(is_near(whole, days.iter().sum()), "a sum is the sum of its days");
}

#[test]
fn a_gap_is_no_zero_and_what_is_late_is_forecast_first() {
    let mut values = cells(&[10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0]);
    values[3] = None;
    values.push(None);
    let model = Model::of(History::new(&values, Fold::Last, 1, 1)).unwrap();
    assert_eq!((model.points(), model.late()), (7, 1));
    assert!(is_near(model.outlook(1..2, SoFar::NOTHING, 0.8).unwrap().point, 10.0));
}

#[test]
fn days_that_are_never_recorded_are_not_added() {
    // Five days a week; a week comes to 5 · 10, not 7 · 10.
    let days: Vec<Option<Cell>> =
        (0..56).map(|day| (day % 7 < 5).then_some(Cell::Value(10.0))).collect();
    let model = Model::of(History::new(&days, Fold::Sum, 7, 7)).unwrap();
    // The last two days of the last week are not there yet, and never will be.
    let late = model.late();
    let week = model.outlook(late..late + 7, SoFar::NOTHING, 0.8).unwrap();
    assert!(is_near(week.point, 50.0), "{}", week.point);
}

#[test]
fn after_a_step_the_new_level_is_learned_within_a_few_periods() {
    let values: Vec<f64> = (0..24).map(|n| if n < 16 { 100.0 } else { 200.0 }).collect();
    let outlook = next(&values);
    assert!(outlook.point > 170.0, "{}", outlook.point);
}

#[test]
fn one_outlier_does_not_become_the_forecast() {
    let mut values: Vec<f64> = (0..24).map(|n| 50.0 + f64::from(n % 3)).collect();
    values[20] = 5_000.0;
    let outlook = next(&values);
    assert!(outlook.point < 500.0, "{}", outlook.point);
}

#[test]
fn negative_and_huge_numbers_stay_numbers() {
    let outlook = next(&[-5.0, -7.0, -6.0, -8.0, -6.0, -7.0]);
    assert!(outlook.point < 0.0 && outlook.lower < outlook.point);
    let outlook = next(&[1e300, 1.2e300, 1.1e300, 1.3e300, 1.2e300, 1.1e300]);
    assert!(outlook.point.is_finite() && outlook.point > 1e300, "{}", outlook.point);
    assert!(outlook.upper.is_finite() && outlook.probability(Direction::Higher, 1e299) > 0.5);
    let tiny = next(&[1e-300, 2e-300, 1e-300, 2e-300, 1e-300, 2e-300]);
    assert!((1e-300..=2e-300).contains(&tiny.point), "{}", tiny.point);
}

#[test]
fn a_share_stays_between_nothing_and_all() {
    let values = [0.97, 1.0, 0.99, 0.98, 1.0, 0.99, 1.0, 0.97];
    let history = History::new(&cells(&values), Fold::Last, 1, 1).bounded(Some(0.0), Some(1.0));
    let outlook = Model::of(history).unwrap().outlook(0..1, SoFar::NOTHING, 0.95).unwrap();
    assert!(outlook.upper <= 1.0 && outlook.point <= 1.0);
    assert_eq!(outlook.probability(Direction::Lower, 1.0), 1.0);
}

#[test]
fn a_ratio_counts_what_has_been_by_its_denominators() {
    let cells: Vec<Option<Cell>> =
        (0..40).map(|_| Some(Cell::Parts { numerator: 70.0, denominator: 100.0 })).collect();
    let model = Model::of(History::new(&cells, Fold::Mean, 7, 30)).unwrap();
    let so_far = SoFar { above: 900.0, below: 1_000.0 };
    // (900 + 10 · 70) / (1000 + 10 · 100)
    let outlook = model.outlook(0..10, so_far, 0.8).unwrap();
    assert!(is_near(outlook.point, 0.8), "{}", outlook.point);
}

#[test]
fn a_further_distance_is_no_surer_and_a_higher_level_no_narrower() {
    let mut value = 100.0;
    let values: Vec<f64> = (0..60_u64)
        .map(|n| {
            value += (crate::scattered(n) % 21) as f64 - 10.0;
            value
        })
        .collect();
    let model = Model::of(History::new(&cells(&values), Fold::Last, 1, 1)).unwrap();
    let width = |step: usize, level: f64| {
        let outlook = model.outlook(step..step + 1, SoFar::NOTHING, level).unwrap();
        outlook.upper - outlook.lower
    };
    assert!(width(0, 0.5) <= width(0, 0.8) && width(0, 0.8) <= width(0, 0.95));
    assert!(width(80, 0.8) > width(0, 0.8), "{} and {}", width(80, 0.8), width(0, 0.8));
}

#[test]
fn the_same_history_gives_the_same_answer() {
    let values: Vec<f64> = (0..50_u64).map(|n| (crate::scattered(n) % 97) as f64).collect();
    assert_eq!(next(&values), next(&values));
}

#[test]
fn a_year_of_months_is_seasonal_after_two() {
    let values: Vec<f64> =
        (0..48).map(|n| if n % 12 == 11 { 300.0 } else { 100.0 + f64::from(n % 3) }).collect();
    let model = Model::of(History::new(&cells(&values[..47]), Fold::Last, 12, 1)).unwrap();
    let december = model.outlook(0..1, SoFar::NOTHING, 0.8).unwrap();
    assert!(december.point > 220.0, "{} by {:?}", december.point, model.method());
    assert!(!matches!(model.method(), Method::Levels(_)));
}
