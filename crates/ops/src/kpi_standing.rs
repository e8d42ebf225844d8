//! Which target a KPI is judged by in a period. The judgement itself is `goals::kpi_target`.
//!
//! A target's numbers are for the whole of its span. What adds up over time (a number of flights) is judged in a shorter
//! period against that period's share of the days; a rate or a mean is judged against the target as it is. A period is
//! judged by the target that holds on its last day. A unit without a target of its own is not judged by another's.

use goals::id::OrgUnitId;
use goals::kpi::Aggregation;
use goals::kpi_target::KpiTarget;
use goals::period::Period;
use store::entity::kpi::Model;

use crate::live::{Directory, convert};

/// What the KPI of a unit should reach in a period, where there is a target.
pub fn target_in(
    directory: &Directory,
    model: &Model,
    unit: OrgUnitId,
    period: Period,
) -> Option<KpiTarget> {
    // Targets of the root are kept without a unit.
    let owner = Some(unit.0).filter(|id| directory.root().is_none_or(|root| root.id != *id));
    let found = directory.targets_of(model.id).find(|target| {
        let day = period.last_day();
        target.org_unit_id == owner && target.starts_on.0 <= day && day < target.ends_on.0
    });
    let target = convert::kpi_target(found?)?;
    Some(share_of(target, model.time_aggregation.into(), period))
}

/// The part of a target that falls to a period.
///
/// ```
/// use goals::id::{KpiId, KpiTargetId};
/// use goals::kpi::Aggregation;
/// use goals::kpi_target::KpiTarget;
/// use goals::period::Period;
/// use jiff::civil::date;
/// use ops::kpi_standing::share_of;
/// use uuid::Uuid;
/// let year = Period { start: date(2013, 1, 1), end: date(2014, 1, 1) };
/// let target = KpiTarget {
///     id: KpiTargetId(Uuid::nil()), kpi: KpiId(Uuid::nil()), org_unit: None, period: year,
///     floor: None, target: Some(365_000.0), stretch: None, range: None,
/// };
/// let september = Period { start: date(2013, 9, 1), end: date(2013, 10, 1) };
/// let flights = share_of(target.clone(), Aggregation::Sum, september);
/// assert_eq!(flights.target, Some(30_000.0));
/// assert_eq!(share_of(target, Aggregation::Ratio, september).target, Some(365_000.0));
/// ```
pub fn share_of(target: KpiTarget, aggregation: Aggregation, period: Period) -> KpiTarget {
    if !matches!(aggregation, Aggregation::Sum | Aggregation::Count) {
        return target;
    }
    let share = f64::from(period.days()) / f64::from(target.period.days());
    let scaled = |value: Option<f64>| value.map(|value| value * share);
    KpiTarget {
        floor: scaled(target.floor),
        target: scaled(target.target),
        stretch: scaled(target.stretch),
        range: target.range.map(|(low, high)| (low * share, high * share)),
        ..target
    }
}
