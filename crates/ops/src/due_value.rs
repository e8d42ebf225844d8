//! Values that somebody still owes: of the KPIs they own or feed, for periods that have ended.
//!
//! A value can be given once its period has ended, and is late when the KPI's promise has passed.
//! A KPI is asked for at the units that it is recorded or targeted for, and at the root when there
//! is none yet; from the first value that a unit has, at most [`DUE_PERIODS_MAX`] periods back.
//! What is recorded decides, not what is typed elsewhere: the list is empty when nothing is
//! missing.

use std::collections::{BTreeMap, BTreeSet};

use goals::id::{KpiId, OrgUnitId};
use goals::kpi::Cell;
use goals::kpi_target::Marks;
use goals::period::{Calendar, Grain, Period};
use jiff::civil::Date;
use store::entity::kpi::Model;
use store::kpi_version::is_computed_now;
use uuid::Uuid;

use crate::app::App;
use crate::error::OpsError;
use crate::freshness::promised_days;
use crate::kpi_standing;
use crate::limits::{DUE_PERIODS_MAX, DUE_VALUES_MAX};
use crate::live::LiveState;
use crate::viewer::Viewer;

/// A value that is missing.
#[derive(Debug, Clone, PartialEq)]
pub struct DueValue {
    /// The KPI.
    pub kpi: KpiId,
    /// The unit.
    pub unit: OrgUnitId,
    /// The period, which has ended.
    pub period: Period,
    /// Its name: `2013-09`.
    pub label: String,
    /// The last day on which the value is in time, as the KPI promises.
    pub due_on: Date,
    /// Whether that day is over.
    pub is_late: bool,
    /// What should be reached in it.
    pub target: Option<Marks>,
    /// The last value before it.
    pub last: Option<LastValue>,
}

/// The value before one that is missing.
#[derive(Debug, Clone, PartialEq)]
pub struct LastValue {
    /// The name of its period.
    pub label: String,
    /// Its first day.
    pub start: Date,
    /// The number.
    pub cell: Cell,
}

/// Where a value stands in the list: by the KPI's place, then unit, then period.
pub type Place = (i32, Uuid, Uuid, Date);

/// What the viewer owes, in order: those behind `after`, at most `limit`.
///
/// # Errors
/// `Store` when the facts cannot be read.
pub async fn list(
    app: &App,
    viewer: &Viewer,
    after: Option<Place>,
    limit: usize,
) -> Result<Vec<DueValue>, OpsError> {
    let live = app.live(viewer.organization_id).await?;
    let state = live.read();
    let mut kpis: Vec<&Model> = state.directory.kpis().filter(|kpi| is_mine(viewer, kpi)).collect();
    kpis.sort_by_key(|kpi| (kpi.position, kpi.id));
    let mut found = Vec::new();
    for kpi in kpis {
        if found.len() >= limit.min(DUE_VALUES_MAX) {
            break;
        }
        let is_before = after.is_some_and(|after| (kpi.position, kpi.id) < (after.0, after.1));
        if !is_before {
            found.extend(
                of_kpi(&state, kpi)
                    .filter(|due| after.is_none_or(|after| place(&state, due) > after)),
            );
        }
    }
    found.truncate(limit.min(DUE_VALUES_MAX));
    Ok(found)
}

/// Where a value stands in the list.
pub fn place(state: &LiveState, due: &DueValue) -> Place {
    let position = state.directory.kpi(due.kpi.0).map_or(0, |kpi| kpi.position);
    (position, due.kpi.0, due.unit.0, due.period.start)
}

fn is_mine(viewer: &Viewer, kpi: &Model) -> bool {
    let is_me = |person: Option<Uuid>| person.is_some() && person == viewer.person_id;
    // What a formula computes, nobody owes.
    let is_recorded = kpi.archived_at.is_none() && !is_computed_now(&kpi.versions.0);
    is_recorded && (is_me(kpi.owner_person_id) || is_me(kpi.steward_person_id))
}

/// What is missing of a KPI, by unit and period.
fn of_kpi<'a>(state: &'a LiveState, kpi: &'a Model) -> impl Iterator<Item = DueValue> + 'a {
    let calendar = state.directory.calendar();
    let grain: Grain = kpi.frequency.into();
    // The last period that has ended.
    let last = calendar.index(grain, state.today) - 1;
    let recorded = recorded(state, kpi, &calendar, grain);
    let units = expected_units(state, kpi, &recorded);
    units.into_iter().flat_map(move |unit| {
        let values = recorded.get(&unit).cloned().unwrap_or_default();
        let earliest = values.keys().next().copied().unwrap_or(last);
        let from = earliest.max(last - DUE_PERIODS_MAX + 1);
        let missing: Vec<i32> = (from..=last).filter(|index| !values.contains_key(index)).collect();
        missing.into_iter().map(move |index| {
            let period = calendar.period_of_index(grain, index);
            let before = values.range(..index).next_back();
            let due_on = forecast::staleness::due_on(&calendar, period, promised_days(kpi));
            DueValue {
                due_on,
                is_late: state.today > due_on,
                kpi: KpiId(kpi.id),
                unit,
                label: calendar.label(grain, period.start),
                target: kpi_standing::marks_in(&state.directory, kpi, unit, period),
                last: before.map(|(index, cell)| {
                    let start = calendar.start_of_index(grain, *index);
                    LastValue { label: calendar.label(grain, start), start, cell: *cell }
                }),
                period,
            }
        })
    })
}

/// What is recorded of a KPI, by unit and the number of the period.
fn recorded(
    state: &LiveState,
    kpi: &Model,
    calendar: &Calendar,
    grain: Grain,
) -> BTreeMap<OrgUnitId, BTreeMap<i32, Cell>> {
    let mut recorded: BTreeMap<OrgUnitId, BTreeMap<i32, Cell>> = BTreeMap::new();
    let points = state.graph.cube().points_of(KpiId(kpi.id));
    // What people have is recorded by whoever knows them; their unit owes nothing for it.
    for point in points.filter(|point| point.person.is_none()) {
        let index = calendar.index(grain, point.start);
        recorded.entry(point.org_unit).or_default().insert(index, point.cell);
    }
    recorded
}

/// The units that a value is expected of, archived ones left out.
fn expected_units(
    state: &LiveState,
    kpi: &Model,
    recorded: &BTreeMap<OrgUnitId, BTreeMap<i32, Cell>>,
) -> BTreeSet<OrgUnitId> {
    let targeted = state.directory.targets_of(kpi.id).filter_map(|target| target.org_unit_id);
    let mut units: BTreeSet<OrgUnitId> =
        recorded.keys().copied().chain(targeted.map(OrgUnitId)).collect();
    units
        .retain(|unit| state.directory.unit(unit.0).is_some_and(|unit| unit.archived_at.is_none()));
    if units.is_empty() {
        units.extend(state.directory.root().map(|root| OrgUnitId(root.id)));
    }
    units
}
