//! Σ numerator / Σ denominator. A ratio is never averaged.

use super::{Rule, Tally};
use crate::kpi::{Aggregation, Cell};

pub(super) const RULE: Rule = Rule {
    aggregation: Aggregation::Ratio,
    key: "ratio",
    text: "Σ numerator / Σ denominator",
    push,
    merge: |tally, later| {
        if later.count > 0 {
            add(tally, later.numerator, later.denominator, later.count);
        }
    },
    finish: |tally| {
        // NaN while nothing went in; 0 when nothing happened.
        (tally.denominator > 0.0).then(|| tally.numerator / tally.denominator)
    },
};

/// A plain value has no parts and says nothing about a ratio.
fn push(tally: &mut Tally, cell: &Cell) {
    if let Cell::Parts { numerator, denominator } = *cell {
        add(tally, numerator, denominator, 1);
    }
}

fn add(tally: &mut Tally, numerator: f64, denominator: f64, count: u32) {
    if tally.count == 0 {
        (tally.numerator, tally.denominator) = (0.0, 0.0);
    }
    tally.numerator += numerator;
    tally.denominator += denominator;
    tally.count += count;
}
