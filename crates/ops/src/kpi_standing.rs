//! Which target a KPI is judged by in a period. The judgement itself is `goals::kpi_target`.
//!
//! A period is judged by the target that holds on its last day. A unit without a target of its own
//! is not judged by another's: what is right for the company says nothing about one of its sites.

use goals::id::OrgUnitId;
use goals::kpi_target::{KpiTarget, Marks};
use goals::period::Period;
use jiff::civil::Date;
use store::entity::kpi::Model;

use crate::live::{Directory, convert};

/// What the KPI of a unit should reach in a period, where there is a target.
pub fn marks_in(
    directory: &Directory,
    model: &Model,
    unit: OrgUnitId,
    period: Period,
) -> Option<Marks> {
    let target = target_on(directory, model, unit, period.last_day())?;
    Some(target.marks_in(model.time_aggregation.into(), period))
}

/// The target of the unit that holds on a day.
pub(crate) fn target_on(
    directory: &Directory,
    model: &Model,
    unit: OrgUnitId,
    day: Date,
) -> Option<KpiTarget> {
    // Targets of the root are kept without a unit.
    let owner = Some(unit.0).filter(|id| directory.root().is_none_or(|root| root.id != *id));
    let found = directory.targets_of(model.id).find(|target| {
        target.org_unit_id == owner && target.starts_on.0 <= day && day < target.ends_on.0
    });
    convert::kpi_target(found?)
}
