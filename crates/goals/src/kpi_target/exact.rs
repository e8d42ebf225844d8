//! Decimals as whole steps, so that parts add up exactly: 0.1 + 0.2 is 0.3 here.
//!
//! A number of `places` decimals is a whole number of steps of 10^−places. Up to [`STEPS_MAX`]
//! steps the way there and back is without loss. The one invariant: *the steps of the parts add up
//! to the steps of the whole*.

use super::PartsRefusal;
use crate::refusal::{Refusal, weight};

/// The most steps that a floating-point number carries there and back without loss.
const STEPS_MAX: f64 = 1e15;
/// The most decimals that are looked at.
const PLACES_MAX: u32 = 12;

/// Numbers of so many decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Steps {
    places: u32,
}

impl Steps {
    /// Steps of at most 10^−places, small enough that each of these numbers is a whole number of
    /// them.
    ///
    /// *Errors*: [`PartsRefusal::NotExact`] for a number with too many digits.
    pub(super) fn fitting(
        places: u32,
        numbers: impl IntoIterator<Item = f64>,
    ) -> Result<Steps, Refusal> {
        let numbers: Vec<f64> = numbers.into_iter().collect();
        let places = numbers.iter().map(|&number| places_of(number)).fold(places, u32::max);
        let steps = Steps { places };
        let largest = numbers.iter().copied().fold(0.0, |largest: f64, n| largest.max(n.abs()));
        if places > PLACES_MAX || largest * steps.scale() > STEPS_MAX {
            let by_places = |a: &f64, b: &f64| places_of(*a).cmp(&places_of(*b));
            let value = numbers.into_iter().max_by(by_places).unwrap_or(largest);
            return Err(PartsRefusal::NotExact { value }.into());
        }
        Ok(steps)
    }

    pub(super) fn of(self, number: f64) -> i64 {
        (number * self.scale()).round() as i64
    }

    pub(super) fn number(self, steps: i64) -> f64 {
        steps as f64 / self.scale()
    }

    fn scale(self) -> f64 {
        10_f64.powi(i32::try_from(self.places).unwrap_or(i32::MAX))
    }
}

/// With how many decimals a number is written at least.
fn places_of(number: f64) -> u32 {
    let text = format!("{number}");
    let places = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    u32::try_from(places).unwrap_or(u32::MAX)
}

/// The exact sum of decimal numbers.
pub(super) fn sum(numbers: &[f64]) -> Option<f64> {
    let steps = Steps::fitting(0, numbers.iter().copied()).ok()?;
    Some(steps.number(numbers.iter().map(|&number| steps.of(number)).sum()))
}

/// Divides whole steps in proportion to weights: each gets its quota rounded down, and those with
/// the largest remainders one more, the earlier first.
///
/// *Shape*: as many parts as weights; they add up to `whole`. A weight of 0 gets nothing.
///
/// *Errors*: [`Refusal::NegativeWeight`], [`Refusal::NotFinite`], [`PartsRefusal::SharesEmpty`].
pub(super) fn largest_remainder(whole: i64, weights: &[f64]) -> Result<Vec<i64>, Refusal> {
    weights.iter().try_for_each(|&share| weight("shares", share))?;
    let total: f64 = weights.iter().sum();
    if total <= 0.0 || !total.is_finite() {
        return Err(PartsRefusal::SharesEmpty.into());
    }
    let quotas: Vec<f64> =
        weights.iter().map(|weight| whole.unsigned_abs() as f64 * (weight / total)).collect();
    let mut parts: Vec<i64> = quotas.iter().map(|quota| quota.floor() as i64).collect();
    let mut order: Vec<usize> = (0..weights.len()).filter(|&at| weights[at] > 0.0).collect();
    let remainder = |at: usize| quotas[at] - quotas[at].floor();
    order.sort_by(|&a, &b| remainder(b).total_cmp(&remainder(a)).then(a.cmp(&b)));
    // Rounding of the quotas can leave a few more than there are parts, or take back one.
    let mut left = whole.abs() - parts.iter().sum::<i64>();
    while left > 0 {
        for &at in order.iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
            parts[at] += 1;
            left -= 1;
        }
    }
    while left < 0 {
        for &at in order.iter().rev().filter(|&&at| quotas[at] >= 1.0) {
            if left < 0 && parts[at] > 0 {
                parts[at] -= 1;
                left += 1;
            }
        }
    }
    Ok(parts.into_iter().map(|part| part * whole.signum()).collect())
}

/// Moves single steps between the parts of `lower` until none is above its part of `upper`. What
/// the parts add up to stays, and has to be in this order itself.
pub(super) fn keep_below(lower: &mut [i64], upper: &[i64]) {
    let mut room = 0;
    for at in 0..lower.len() {
        let over = (lower[at] - upper[at]).max(0);
        lower[at] -= over;
        // A step that finds no place yet is carried on, and then back to where there is one.
        room += over;
        let free = (upper[at] - lower[at]).min(room);
        lower[at] += free;
        room -= free;
    }
    for at in 0..lower.len() {
        let free = (upper[at] - lower[at]).min(room);
        lower[at] += free;
        room -= free;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn remainders_decide_who_gets_the_rest() {
        assert_eq!(largest_remainder(10, &[1.0, 1.0, 1.0]).unwrap(), [4, 3, 3]);
        assert_eq!(largest_remainder(-10, &[1.0, 1.0, 1.0]).unwrap(), [-4, -3, -3]);
        assert_eq!(largest_remainder(7, &[0.0, 5.0, 2.0]).unwrap(), [0, 5, 2]);
        assert_eq!(largest_remainder(0, &[3.0]).unwrap(), [0]);
        let code = |weights: &[f64]| largest_remainder(3, weights).unwrap_err().code();
        assert_eq!(code(&[]), "shares_empty");
        assert_eq!(code(&[0.0, 0.0]), "shares_empty");
        assert_eq!(code(&[1.0, -1.0]), "negative_weight");
        assert_eq!(code(&[f64::NAN]), "not_finite");
    }

    #[test]
    fn decimals_are_exact() {
        assert_eq!(sum(&[0.1, 0.2]), Some(0.3));
        assert_eq!(sum(&[1e300]), None);
        assert_eq!(sum(&[]), Some(0.0));
        assert_eq!(Steps::fitting(2, [1.0 / 3.0]).unwrap_err().code(), "whole_not_exact");
    }

    proptest! {
        #[test]
        fn parts_always_add_up(
            whole in -1_000_000_000_000_000_i64..1_000_000_000_000_000,
            weights in prop::collection::vec(0.0_f64..1e9, 1..400),
        ) {
            prop_assume!(weights.iter().any(|weight| *weight > 0.0));
            let parts = largest_remainder(whole, &weights).unwrap();
            prop_assert_eq!(parts.iter().sum::<i64>(), whole);
            for (part, weight) in parts.iter().zip(&weights) {
                prop_assert!(*weight > 0.0 || *part == 0);
                prop_assert!(part.signum() * whole.signum() >= 0);
            }
        }

        #[test]
        fn order_is_kept_and_so_is_the_sum(
            pairs in prop::collection::vec((-20_i64..20, -20_i64..20), 1..30),
        ) {
            let (mut lower, upper): (Vec<i64>, Vec<i64>) = pairs.into_iter().unzip();
            let whole = lower.iter().sum::<i64>();
            prop_assume!(whole <= upper.iter().sum::<i64>());
            keep_below(&mut lower, &upper);
            prop_assert_eq!(lower.iter().sum::<i64>(), whole);
            prop_assert!(lower.iter().zip(&upper).all(|(lower, upper)| lower <= upper));
        }

        #[test]
        fn steps_there_and_back_lose_nothing(
            steps in -1_000_000_000_i64..1_000_000_000, places in 0_u32..6,
        ) {
            let scale = Steps { places };
            prop_assert_eq!(scale.of(scale.number(steps)), steps);
            let found = Steps::fitting(0, [scale.number(steps)]).unwrap();
            prop_assert!(found.places <= places);
        }
    }
}
