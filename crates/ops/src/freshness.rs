//! What a KPI promises about when its values are there.

use store::entity::kpi::Model;

/// Working days after the period in which the KPI's value is promised; `None` promises the usual
/// [`forecast::staleness::PROMISE_DEFAULT`].
pub(crate) fn freshness_promise(kpi: &Model) -> Option<u32> {
    kpi.due_working_days.and_then(|days| u32::try_from(days).ok())
}

/// The promise in working days.
pub(crate) fn promised_days(kpi: &Model) -> u32 {
    freshness_promise(kpi).unwrap_or(forecast::staleness::PROMISE_DEFAULT)
}
