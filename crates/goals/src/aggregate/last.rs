//! The latest value that is known.

use super::{Rule, Tally};
use crate::kpi::{Aggregation, Cell};

pub(super) const RULE: Rule = Rule {
    aggregation: Aggregation::Last,
    key: "last",
    text: "latest value",
    push: |tally, cell| pick_if(tally, cell, |_, _| true),
    merge: |tally, later| merge_if(tally, later, |_, _| true),
    finish: |tally| (tally.count > 0).then_some(tally.value),
};

/// Takes the cell when it is the first, or `is_taken(new, old)`.
pub(super) fn pick_if(tally: &mut Tally, cell: &Cell, is_taken: fn(f64, f64) -> bool) {
    if let Some(value) = cell.value() {
        if tally.count == 0 || is_taken(value, tally.value) {
            tally.pick(value, cell);
        }
        tally.count += 1;
    }
}

pub(super) fn merge_if(tally: &mut Tally, later: &Tally, is_taken: fn(f64, f64) -> bool) {
    let count = tally.count + later.count;
    if later.count > 0 && (tally.count == 0 || is_taken(later.value, tally.value)) {
        *tally = *later;
    }
    tally.count = count;
}
