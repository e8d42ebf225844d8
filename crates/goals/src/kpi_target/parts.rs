//! Dividing the numbers of a target: what spreading over periods and cascading to units share.
//!
//! Where the KPI adds up, the parts add up to the whole in every mark, exactly, at the KPI's
//! decimals (or the whole's own, when it has more). Where it does not, every part is the whole, or
//! what a person says. The one invariant: *floor, target and stretch stay in order in every part*.

use super::exact::{Steps, keep_below, largest_remainder, sum};
use super::{Marks, PartsRefusal};
use crate::kpi::{Aggregation, Direction};
use crate::refusal::Refusal;

/// The names of a target's numbers, as on the wire, in the order of [`Marks::numbers`].
pub const MARKS: [&str; 5] = ["floor", "target", "stretch", "range_low", "range_high"];

/// What of a KPI decides how its targets are divided.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rules {
    /// How parts come together: over time when spreading, over units when cascading.
    pub aggregation: Aggregation,
    /// Which way is better.
    pub direction: Direction,
    /// Decimals of the parts, where the whole has no more.
    pub decimals: u32,
}

impl Rules {
    /// Whether parts add up to their whole.
    pub fn is_additive(&self) -> bool {
        is_additive(self.aggregation)
    }
}

/// Whether what comes together by this rule adds up: sums and counts do.
pub fn is_additive(aggregation: Aggregation) -> bool {
    matches!(aggregation, Aggregation::Sum | Aggregation::Count)
}

/// How a whole is divided.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum How<'a> {
    /// In proportion to these.
    Shares(&'a [f64]),
    /// So many parts like the whole.
    Same(usize),
    /// As given; with weights where it is known how much each part counts.
    ByHand(&'a [Marks], Option<&'a [f64]>),
}

/// What was held against the whole.
#[derive(Debug, Clone, PartialEq)]
pub enum Check {
    /// The parts add up to it.
    AddsUp,
    /// Every part is the whole.
    Same,
    /// The mean of the parts, weighted by how much each counted a year before. It may differ from
    /// the whole; weights of the past are no more than a guess.
    WeightedMean(Marks),
    /// Nothing: the KPI does not add up, and how much each part counts is not known.
    Unchecked,
}

/// A divided target.
#[derive(Debug, Clone, PartialEq)]
pub struct Divided {
    /// The parts, in order.
    pub parts: Vec<Marks>,
    /// What was held against the whole.
    pub check: Check,
}

impl Marks {
    /// The numbers in the order of [`MARKS`].
    pub fn numbers(&self) -> [Option<f64>; 5] {
        let (low, high) = self.range.unzip();
        [self.floor, self.target, self.stretch, low, high]
    }

    /// Numbers in the order of [`MARKS`]; a range needs both of its ends.
    pub fn of_numbers([floor, target, stretch, low, high]: [Option<f64>; 5]) -> Marks {
        Marks { floor, target, stretch, range: low.zip(high) }
    }

    /// Each number for which all have one, added up exactly.
    ///
    /// *Missing*: a mark that one of them lacks is not known of the sum; nothing adds up to
    /// nothing.
    ///
    /// ```
    /// use goals::kpi_target::Marks;
    /// let part = |target| Marks { target: Some(target), ..Marks::default() };
    /// assert_eq!(Marks::sum_of(&[part(0.1), part(0.2)]).target, Some(0.3));
    /// assert_eq!(Marks::sum_of(&[part(0.1), Marks::default()]).target, None);
    /// assert_eq!(Marks::sum_of(&[]), Marks::default());
    /// ```
    pub fn sum_of(parts: &[Marks]) -> Marks {
        Marks::of_numbers(std::array::from_fn(|mark| {
            let numbers: Option<Vec<f64>> = parts.iter().map(|part| part.numbers()[mark]).collect();
            numbers.filter(|numbers| !numbers.is_empty()).and_then(|numbers| sum(&numbers))
        }))
    }

    /// By how much each number is above the other's; `None` where one of the two has none.
    pub fn less(&self, other: &Marks) -> Marks {
        let (these, those) = (self.numbers(), other.numbers());
        Marks::of_numbers(std::array::from_fn(|mark| sum(&[these[mark]?, -those[mark]?])))
    }

    /// The same for numbers that are no decimals, such as means.
    pub fn apart_from(&self, other: &Marks) -> Marks {
        let (these, those) = (self.numbers(), other.numbers());
        Marks::of_numbers(std::array::from_fn(|mark| Some(these[mark]? - those[mark]?)))
    }
}

pub(super) fn divide(whole: &Marks, how: How<'_>, rules: &Rules) -> Result<Divided, Refusal> {
    match how {
        How::Shares(weights) => {
            let parts = in_shares(whole, weights, rules.decimals)?;
            Ok(Divided { parts, check: Check::AddsUp })
        }
        How::Same(count) => Ok(Divided { parts: vec![*whole; count], check: Check::Same }),
        How::ByHand(parts, weights) => {
            parts.iter().try_for_each(|part| part.validate(rules.direction))?;
            let check = match (rules.is_additive(), weights) {
                (true, _) => added_up(whole, parts, rules.decimals)?,
                (false, Some(weights)) => Check::WeightedMean(mean(parts, weights)),
                (false, None) => Check::Unchecked,
            };
            Ok(Divided { parts: parts.to_vec(), check })
        }
    }
}

fn in_shares(whole: &Marks, weights: &[f64], decimals: u32) -> Result<Vec<Marks>, Refusal> {
    let numbers = whole.numbers();
    let steps = Steps::fitting(decimals, numbers.into_iter().flatten())?;
    let mut columns: [Option<Vec<i64>>; 5] = [const { None }; 5];
    for (column, number) in columns.iter_mut().zip(numbers) {
        if let Some(number) = number {
            *column = Some(largest_remainder(steps.of(number), weights)?);
        }
    }
    // Marks are rounded one by one, so that a floor may have come out above its target.
    let mut ascending: Vec<usize> = (0..5).filter(|&mark| numbers[mark].is_some()).collect();
    ascending.sort_by(|&a, &b| numbers[a].unwrap_or(0.0).total_cmp(&numbers[b].unwrap_or(0.0)));
    for pair in ascending.windows(2).rev() {
        if let [Some(lower), Some(upper)] =
            columns.get_disjoint_mut([pair[0], pair[1]]).unwrap_or([&mut None, &mut None])
        {
            keep_below(lower, upper);
        }
    }
    let part = |at: usize| {
        Marks::of_numbers(std::array::from_fn(|mark| {
            columns[mark].as_ref().map(|column| steps.number(column[at]))
        }))
    };
    Ok((0..weights.len()).map(part).collect())
}

fn added_up(whole: &Marks, parts: &[Marks], decimals: u32) -> Result<Check, Refusal> {
    for (mark, expected) in whole.numbers().into_iter().enumerate() {
        let Some(expected) = expected else { continue };
        let given: Vec<Option<f64>> = parts.iter().map(|part| part.numbers()[mark]).collect();
        if let Some(at) = given.iter().position(Option::is_none) {
            return Err(PartsRefusal::MarkMissing { mark: MARKS[mark], number: at + 1 }.into());
        }
        let all = given.iter().copied().flatten().chain([expected]);
        let steps = Steps::fitting(decimals, all)?;
        let sum: i64 = given.into_iter().flatten().map(|number| steps.of(number)).sum();
        let difference = sum - steps.of(expected);
        if difference != 0 {
            return Err(PartsRefusal::DoNotAddUp {
                mark: MARKS[mark],
                sum: steps.number(sum),
                whole: expected,
                difference: steps.number(difference),
            }
            .into());
        }
    }
    Ok(Check::AddsUp)
}

fn mean(parts: &[Marks], weights: &[f64]) -> Marks {
    let total: f64 = weights.iter().sum();
    Marks::of_numbers(std::array::from_fn(|mark| {
        let weighted: Option<Vec<f64>> = parts
            .iter()
            .zip(weights)
            .map(|(part, weight)| Some(part.numbers()[mark]? * weight))
            .collect();
        let mean = weighted?.iter().sum::<f64>() / total;
        mean.is_finite().then_some(mean)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RULES: Rules =
        Rules { aggregation: Aggregation::Sum, direction: Direction::Higher, decimals: 1 };

    fn marks(floor: f64, target: f64, stretch: f64) -> Marks {
        let [floor, target, stretch] = [floor, target, stretch].map(Some);
        Marks { floor, target, stretch, range: None }
    }

    fn target(target: f64) -> Marks {
        Marks { target: Some(target), ..Marks::default() }
    }

    #[test]
    fn what_does_not_add_up_by_hand_says_by_how_much() {
        let parts = [0.1, 0.2, 0.4].map(target);
        let refusal = divide(&target(0.6), How::ByHand(&parts, None), &RULES).unwrap_err();
        let expected =
            PartsRefusal::DoNotAddUp { mark: "target", sum: 0.7, whole: 0.6, difference: 0.1 };
        assert_eq!(refusal, Refusal::Parts(expected));
        assert!(divide(&target(0.7), How::ByHand(&parts, None), &RULES).is_ok());
        let refusal = divide(&marks(0.1, 0.7, 0.9), How::ByHand(&parts, None), &RULES);
        assert_eq!(refusal.unwrap_err().code(), "part_mark_missing");
    }

    #[test]
    fn what_does_not_add_up_at_all_is_weighed_or_left_alone() {
        let rules = Rules { aggregation: Aggregation::Ratio, ..RULES };
        let parts = [0.8, 0.9].map(target);
        let weighed = divide(&target(0.85), How::ByHand(&parts, Some(&[3.0, 1.0])), &rules);
        let Check::WeightedMean(mean) = weighed.unwrap().check else { panic!("no mean") };
        assert!((mean.target.unwrap() - 0.825).abs() < 1e-12);
        let alone = divide(&target(0.85), How::ByHand(&parts, None), &rules).unwrap();
        assert_eq!(alone.check, Check::Unchecked);
    }

    #[test]
    fn a_whole_with_more_decimals_keeps_them() {
        let halves = divide(&target(0.25), How::Shares(&[1.0, 1.0]), &RULES).unwrap().parts;
        assert_eq!(halves, [target(0.13), target(0.12)]);
    }

    proptest! {
        #[test]
        fn every_mark_adds_up_and_stays_in_order(
            steps in prop::array::uniform3(-100_000_i32..1_000_000),
            weights in prop::collection::vec(0_u16..1000, 1..60),
            decimals in 0_u32..4,
        ) {
            prop_assume!(weights.iter().any(|weight| *weight > 0));
            let weights: Vec<f64> = weights.into_iter().map(f64::from).collect();
            let mut wholes = steps.map(|step| f64::from(step) / 10_f64.powi(decimals as i32));
            wholes.sort_by(f64::total_cmp);
            let whole = marks(wholes[0], wholes[1], wholes[2]);
            let rules = Rules { decimals, ..RULES };
            let parts = divide(&whole, How::Shares(&weights), &rules).unwrap().parts;
            prop_assert_eq!(Marks::sum_of(&parts), whole);
            prop_assert!(parts.iter().all(|part| part.validate(Direction::Higher).is_ok()));
            // By hand the same parts are accepted.
            prop_assert!(divide(&whole, How::ByHand(&parts, None), &rules).is_ok());
        }
    }
}
