//! Progress of every kind of key result.

use super::*;
use proptest::prelude::*;

proptest! {
    #[test]
    fn rising_and_falling_targets_are_mirror_images(
        start in -1e6_f64..1e6, way in 1e-3_f64..1e6, value in -1e6_f64..1e6,
    ) {
        let rising = reach(start, start + way, value);
        let falling = reach(-start, -(start + way), -value);
        prop_assert_eq!(rising, falling);
    }

    #[test]
    fn start_is_nothing_and_target_is_everything(start in -1e6_f64..1e6, target in -1e6_f64..1e6) {
        prop_assume!(start != target);
        prop_assert_eq!(reach(start, target, start), Some(0.0));
        prop_assert_eq!(reach(start, target, target), Some(1.0));
    }

    #[test]
    fn milestone_weights_are_relative(
        parts in prop::collection::vec((0.0_f64..10.0, any::<bool>()), 1..12),
        scale in 0.1_f64..100.0,
    ) {
        let at = |factor: f64| {
            let parts = parts.iter().map(|&(weight, is_done)| milestone(weight * factor, is_done));
            milestones_done(&parts.collect::<Vec<_>>())
        };
        match (at(1.0), at(scale)) {
            (Some(plain), Some(scaled)) => prop_assert!((plain - scaled).abs() < 1e-12),
            (plain, scaled) => prop_assert_eq!(plain, scaled),
        }
    }

    #[test]
    fn what_is_held_stays_between_nothing_and_all(
        low in -10.0_f64..0.0, high in 0.0_f64..10.0,
        margin in 0.0_f64..5.0, value in -30.0_f64..30.0,
    ) {
        let (floor, ceiling) = (Some(low - margin), Some(high + margin));
        let measure = Measure::Between { low, high, floor, ceiling };
        let progress = super::progress(&measure, Some(value)).unwrap();
        prop_assert!((0.0..=1.0).contains(&progress));
        prop_assert_eq!(progress == 1.0, holds(&measure, value).unwrap());
    }
}

fn milestone(weight: f64, is_done: bool) -> Milestone {
    let done_on = is_done.then(|| jiff::civil::date(2013, 10, 1));
    Milestone { id: MilestoneId(uuid::Uuid::nil()), weight, due_on: None, done_on }
}

#[test]
fn milestones_without_weight_are_unknown() {
    assert_eq!(progress(&Measure::Milestones(vec![]), Some(1.0)), None);
    assert_eq!(progress(&Measure::Milestones(vec![milestone(0.0, true)]), None), None);
    let two = Measure::Milestones(vec![milestone(1.0, true), milestone(3.0, false)]);
    assert_eq!(progress(&two, None), Some(0.25));
}

#[test]
fn a_missed_limit_without_a_floor_is_nothing() {
    assert_eq!(progress(&Measure::AtLeast { limit: 5.0, floor: None }, Some(4.999)), Some(0.0));
    assert_eq!(progress(&Measure::AtMost { limit: 5.0, ceiling: None }, Some(5.001)), Some(0.0));
}

#[test]
fn yes_is_one_and_no_is_nothing() {
    assert_eq!([0.0, 1.0].map(|v| progress(&Measure::YesNo, Some(v))), [Some(0.0), Some(1.0)]);
    assert_eq!(progress(&Measure::YesNo, None), None);
    assert_eq!(progress(&Measure::Baseline, Some(7.0)), None);
}

#[test]
fn what_is_not_finite_is_unknown() {
    let measure = Measure::Reach { start: 0.0, target: 1.0 };
    assert_eq!(progress(&measure, Some(f64::NAN)), None);
    assert_eq!(progress(&measure, Some(f64::INFINITY)), None);
    assert_eq!(held_share(&Measure::YesNo, [Some(1.0)]), None);
}

#[test]
fn every_kind_keeps_to_the_posts_it_was_published_with() {
    let measure = Measure::AtMost { limit: 3.0, ceiling: Some(5.0) };
    assert_eq!(original_progress(&measure, (0.0, 1.0), Some(3.0)), Some(0.5));
    let measure = Measure::Between { low: 0.0, high: 9.0, floor: None, ceiling: None };
    assert_eq!(original_progress(&measure, (2.0, 4.0), Some(5.0)), Some(0.0));
    assert_eq!(original_progress(&Measure::YesNo, (0.0, 1.0), Some(1.0)), None);
}
