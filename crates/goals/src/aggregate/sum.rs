//! Σ value.

use super::{Rule, Tally};
use crate::kpi::{Aggregation, Cell};

pub(super) const RULE: Rule = Rule {
    aggregation: Aggregation::Sum,
    key: "sum",
    text: "Σ value",
    push,
    merge,
    finish: |tally| (tally.count > 0).then_some(tally.value),
};

pub(super) fn push(tally: &mut Tally, cell: &Cell) {
    if let Some(value) = cell.value() {
        tally.count += 1;
        tally.value += value;
    }
}

pub(super) fn merge(tally: &mut Tally, later: &Tally) {
    tally.count += later.count;
    tally.value += later.value;
}
