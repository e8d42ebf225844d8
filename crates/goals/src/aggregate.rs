//! Aggregation: how values come together, over time or over units.
//!
//! Every rule is a [`Rule`] in its own file and one line in [`ALL`]; everything else (the
//! [`Accumulator`], the cube, the wire names) reads the table. The one invariant: *a ratio is never
//! averaged*: numerators and denominators are kept apart until the end. Where values are kept, and
//! which are read, is [`crate::cube`].
//!
//! To add an aggregation: a variant of [`Aggregation`], a file beside `sum.rs` with its rule, a
//! line in [`ALL`].
//!
//! <!-- scoring:KPI aggregation -->
//!
//! One rule brings a KPI's periods together, one its units; usually they are the same. Units come
//! together first, inside each period, then the periods.
//!
//! | rule | result |
//! | --- | --- |
//! | sum | Σ value |
//! | mean | Σ value / number of values |
//! | last | the latest value; over units the last in the order of the tree |
//! | min, max | the smallest, the largest value |
//! | count | how many values; counts of units and periods are added up |
//! | ratio | Σ numerator / Σ denominator |
//!
//! **A ratio is never averaged.** *Worked*: 90 of 100 flights on time at one airport and 300 of 500
//! at another are (90 + 300) / (100 + 500) = 65 %, not (90 % + 60 %) / 2 = 75 %. Beside a ratio the
//! other rule is ratio too, or one that picks or counts; sum and mean are refused.
//!
//! A version of the KPI may bring values together in another way from a day on. Each period comes
//! together over units by the version that holds when it begins, a span of several periods by the
//! version that holds in the last of them. *Worked*: deals are added up until June and averaged
//! from July on: June is Σ of its units, July their mean, and the year is the mean of its months.
//!
//! A value recorded at a unit stands for its whole subtree in that period: values below it are then
//! not added.
//!
//! Nothing recorded is nothing known: the result is empty, not 0. What a *gap* stands for is the
//! KPI's missing policy: `null` (nothing, the default), `zero`, or `carry_forward` (the unit's last
//! value still holds). A gap is a period that has ended, after the unit's first value; it is filled
//! only for units below which nobody records, and never for a count.
//!
//! <!-- /scoring -->

mod count;
mod last;
mod max;
mod mean;
mod min;
mod ratio;
mod sum;

use crate::kpi::{Aggregation, Cell};

/// Every rule.
pub const ALL: [&Rule; 7] =
    [&sum::RULE, &mean::RULE, &last::RULE, &min::RULE, &max::RULE, &count::RULE, &ratio::RULE];

/// One way to bring values together.
#[derive(Debug)]
pub struct Rule {
    /// Which one.
    pub aggregation: Aggregation,
    /// The stable name, as on the wire.
    pub key: &'static str,
    /// The formula in symbols, for proofs.
    pub text: &'static str,
    push: fn(&mut Tally, &Cell),
    /// Joins the tally of values that come after.
    merge: fn(&mut Tally, &Tally),
    finish: fn(&Tally) -> Option<f64>,
}

/// The rule of an aggregation.
pub fn rule(aggregation: Aggregation) -> &'static Rule {
    ALL.into_iter()
        .find(|rule| rule.aggregation == aggregation)
        .expect("invariant: every aggregation is listed in ALL (tested)")
}

/// What a rule remembers of the values so far; what the numbers mean is the rule's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tally {
    count: u32,
    value: f64,
    /// NaN while there is none.
    numerator: f64,
    denominator: f64,
}

impl Tally {
    pub(crate) const EMPTY: Tally =
        Tally { count: 0, value: 0.0, numerator: f64::NAN, denominator: f64::NAN };

    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    /// Takes a cell's numbers in place of its own.
    fn pick(&mut self, value: f64, cell: &Cell) {
        self.value = value;
        (self.numerator, self.denominator) = match *cell {
            Cell::Value(_) => (f64::NAN, f64::NAN),
            Cell::Parts { numerator, denominator } => (numerator, denominator),
        };
    }
}

impl Rule {
    pub(crate) fn push(&self, tally: &mut Tally, cell: &Cell) {
        (self.push)(tally, cell);
    }

    pub(crate) fn finish(&self, tally: &Tally) -> Option<f64> {
        (self.finish)(tally).filter(|value| value.is_finite())
    }

    /// Numerator and denominator, where the result has them.
    pub(crate) fn parts(&self, tally: &Tally) -> Option<(f64, f64)> {
        let is_known = tally.numerator.is_finite() && tally.denominator.is_finite();
        is_known.then_some((tally.numerator, tally.denominator))
    }

    /// The result as a cell for the next rule: with its parts where it has them.
    pub(crate) fn cell(&self, tally: &Tally) -> Option<Cell> {
        match self.parts(tally) {
            Some((numerator, denominator)) => Some(Cell::Parts { numerator, denominator }),
            None => self.finish(tally).map(Cell::Value),
        }
    }
}

/// Brings values together one by one.
///
/// *Missing*: without any value the result is `None`, never 0.
///
/// ```
/// use goals::aggregate::Accumulator;
/// use goals::kpi::{Aggregation, Cell};
/// let mut on_time = Accumulator::new(Aggregation::Ratio);
/// on_time.push(&Cell::Parts { numerator: 90.0, denominator: 100.0 });
/// on_time.push(&Cell::Parts { numerator: 300.0, denominator: 500.0 });
/// assert_eq!(on_time.finish(), Some(0.65));
/// assert_eq!((on_time.numerator(), on_time.denominator()), (Some(390.0), Some(600.0)));
/// assert_eq!(Accumulator::new(Aggregation::Sum).finish(), None);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Accumulator {
    rule: &'static Rule,
    tally: Tally,
}

impl Accumulator {
    /// Without any value.
    pub fn new(aggregation: Aggregation) -> Accumulator {
        Accumulator { rule: rule(aggregation), tally: Tally::EMPTY }
    }

    /// Takes the next value; values come in the order of time.
    pub fn push(&mut self, cell: &Cell) {
        self.rule.push(&mut self.tally, cell);
    }

    /// Joins another of the same aggregation whose values come after this one's.
    pub fn merge(&mut self, later: &Accumulator) {
        debug_assert_eq!(self.rule.aggregation, later.rule.aggregation);
        (self.rule.merge)(&mut self.tally, &later.tally);
    }

    /// The result; `None` without values, or when a ratio's denominators come to 0.
    pub fn finish(&self) -> Option<f64> {
        self.rule.finish(&self.tally)
    }

    /// Σ numerator of a ratio; of a rule that picks, the numerator of what it picked.
    pub fn numerator(&self) -> Option<f64> {
        self.rule.parts(&self.tally).map(|(numerator, _)| numerator)
    }

    /// Σ denominator, likewise.
    pub fn denominator(&self) -> Option<f64> {
        self.rule.parts(&self.tally).map(|(_, denominator)| denominator)
    }

    /// How many values went in; those that are unknown do not.
    pub fn count(&self) -> u32 {
        self.tally.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(aggregation: Aggregation, cells: &[Cell]) -> Accumulator {
        let mut accumulator = Accumulator::new(aggregation);
        cells.iter().for_each(|cell| accumulator.push(cell));
        accumulator
    }

    fn parts() -> impl Strategy<Value = Vec<(u16, u16)>> {
        prop::collection::vec((0_u16..500, 0_u16..500), 0..20)
    }

    fn cells(parts: &[(u16, u16)]) -> Vec<Cell> {
        let cell = |&(numerator, denominator): &(u16, u16)| Cell::Parts {
            numerator: numerator.into(),
            denominator: denominator.into(),
        };
        parts.iter().map(cell).collect()
    }

    #[test]
    fn every_aggregation_is_listed_once_under_its_wire_name() {
        use Aggregation::{Count, Last, Max, Mean, Min, Ratio, Sum};
        for aggregation in [Sum, Mean, Last, Min, Max, Count, Ratio] {
            let wire = serde_json::to_value(aggregation).unwrap();
            assert_eq!(wire, rule(aggregation).key);
            assert_eq!(ALL.iter().filter(|rule| rule.aggregation == aggregation).count(), 1);
        }
    }

    #[test]
    fn three_values_come_together_in_seven_ways() {
        let cells = [4.0, 1.0, 7.0].map(Cell::Value);
        let results = ALL.map(|rule| of(rule.aggregation, &cells).finish());
        let expected = [12.0, 4.0, 7.0, 1.0, 7.0, 3.0].map(Some);
        assert_eq!(results[..6], expected);
        // A plain value says nothing about a ratio.
        assert_eq!(results[6], None);
    }

    #[test]
    fn nothing_is_unknown() {
        let unknown = Cell::Parts { numerator: 3.0, denominator: 0.0 };
        for rule in ALL {
            assert_eq!(of(rule.aggregation, &[]).finish(), None, "{}", rule.key);
            assert_eq!(of(rule.aggregation, &[unknown]).finish(), None, "{}", rule.key);
        }
    }

    #[test]
    fn what_overflows_is_unknown() {
        let cells = [f64::MAX, f64::MAX].map(Cell::Value);
        assert_eq!(of(Aggregation::Sum, &cells).finish(), None);
    }

    #[test]
    fn rules_that_pick_keep_the_parts() {
        let cells = cells(&[(90, 100), (300, 500)]);
        let worst = of(Aggregation::Min, &cells);
        assert_eq!((worst.finish(), worst.numerator()), (Some(0.6), Some(300.0)));
        let best = of(Aggregation::Max, &cells);
        assert_eq!((best.finish(), best.denominator()), (Some(0.9), Some(100.0)));
    }

    proptest! {
        #[test]
        fn a_ratio_is_never_averaged(parts in parts()) {
            let ratio = of(Aggregation::Ratio, &cells(&parts));
            let numerator: f64 = parts.iter().map(|&(n, _)| f64::from(n)).sum();
            let denominator: f64 = parts.iter().map(|&(_, d)| f64::from(d)).sum();
            let expected = (denominator > 0.0).then(|| numerator / denominator);
            prop_assert_eq!(ratio.finish(), expected);
        }

        #[test]
        fn merging_is_pushing(parts in parts(), cut in 0_usize..20) {
            let cells = cells(&parts);
            let (before, after) = cells.split_at(cut.min(cells.len()));
            for rule in ALL {
                let mut merged = of(rule.aggregation, before);
                merged.merge(&of(rule.aggregation, after));
                let pushed = of(rule.aggregation, &cells);
                prop_assert_eq!(merged.count(), pushed.count());
                prop_assert_eq!(merged.numerator(), pushed.numerator());
                match (merged.finish(), pushed.finish()) {
                    (Some(merged), Some(pushed)) => prop_assert!((merged - pushed).abs() < 1e-9),
                    (merged, pushed) => prop_assert_eq!(merged, pushed),
                }
            }
        }
    }
}
