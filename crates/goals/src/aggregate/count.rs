//! How many values.

use super::Rule;
use crate::kpi::Aggregation;

pub(super) const RULE: Rule = Rule {
    aggregation: Aggregation::Count,
    key: "count",
    text: "number of values",
    push: |tally, cell| tally.count += u32::from(cell.value().is_some()),
    merge: |tally, later| tally.count += later.count,
    finish: |tally| (tally.count > 0).then(|| f64::from(tally.count)),
};
