//! What is out of the ordinary, and what only looks so.

use forecast::anomaly::find;
use goals::kpi::Cell;

fn found(values: &[f64]) -> Vec<usize> {
    let cells: Vec<Option<Cell>> = values.iter().map(|value| Some(Cell::Value(*value))).collect();
    find(&cells, 1).iter().map(|anomaly| anomaly.index).collect()
}

fn noise(count: u64) -> Vec<f64> {
    (0..count).map(|n| 100.0 + (crate::scattered(n) % 11) as f64).collect()
}

#[test]
fn an_ordinary_series_has_none_and_a_constant_one_neither() {
    assert_eq!(found(&noise(40)), [0_usize; 0]);
    assert_eq!(found(&[3.0; 40]), [0_usize; 0]);
    assert_eq!(found(&[0.0; 40]), [0_usize; 0]);
}

#[test]
fn a_spike_is_one_and_does_not_make_the_next_period_one() {
    let mut values = noise(40);
    values[25] = 300.0;
    assert_eq!(found(&values), [25]);
    values[25] = -100.0;
    assert_eq!(found(&values), [25]);
}

#[test]
fn a_spike_in_a_constant_series_is_seen() {
    let mut values = [7.0; 30];
    values[20] = 9.0;
    assert_eq!(found(&values), [20]);
}

#[test]
fn a_step_is_told_once_or_twice_and_then_learned() {
    let mut values = noise(60);
    values.iter_mut().skip(30).for_each(|value| *value += 200.0);
    let found = found(&values);
    assert_eq!(found.first(), Some(&30));
    assert!(found.len() <= 4, "{found:?}");
}

#[test]
fn too_few_periods_say_nothing_about_what_is_usual() {
    assert_eq!(found(&[1.0, 2.0, 1.0, 2.0, 90.0]), [0_usize; 0]);
}

#[test]
fn a_gap_is_none_and_places_are_counted_with_gaps() {
    let mut cells: Vec<Option<Cell>> =
        noise(40).into_iter().map(|v| Some(Cell::Value(v))).collect();
    cells[30] = Some(Cell::Value(500.0));
    cells[5] = None;
    cells.insert(0, None);
    cells.push(None);
    let found = find(&cells, 1);
    assert_eq!(found.iter().map(|one| one.index).collect::<Vec<_>>(), [31]);
    assert_eq!(found[0].value, 500.0);
}
