//! Σ value / number of values.

use super::{Rule, sum};
use crate::kpi::Aggregation;

pub(super) const RULE: Rule = Rule {
    aggregation: Aggregation::Mean,
    key: "mean",
    text: "Σ value / number of values",
    push: sum::push,
    merge: sum::merge,
    finish: |tally| (tally.count > 0).then(|| tally.value / f64::from(tally.count)),
};
