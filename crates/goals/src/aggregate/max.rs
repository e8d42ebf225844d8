//! The largest value.

use super::Rule;
use super::last::{merge_if, pick_if};
use crate::kpi::Aggregation;

pub(super) const RULE: Rule = Rule {
    aggregation: Aggregation::Max,
    key: "max",
    text: "largest value",
    push: |tally, cell| pick_if(tally, cell, |new, old| new > old),
    merge: |tally, later| merge_if(tally, later, |new, old| new > old),
    finish: |tally| (tally.count > 0).then_some(tally.value),
};
