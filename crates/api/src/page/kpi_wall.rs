//! The KPIs that a page shows: the wall of a unit, and those of a person.

use goals::id::{KpiId, OrgUnitId};
use ops::Viewer;
use ops::live::LiveState;
use uuid::Uuid;

use crate::kpi_tile::KpiTile;

/// Periods that a tile shows: a year of months and the one that runs.
const PERIODS: u16 = 13;
/// Tiles on one wall at most; the list of KPIs has the rest.
const TILES_MAX: usize = 24;

/// The KPIs of a unit that have values there, in their order.
pub fn of_unit(live: &LiveState, viewer: &Viewer, unit: Uuid) -> Vec<KpiTile> {
    let mut kpis: Vec<_> = live.directory.kpis().filter(|kpi| kpi.archived_at.is_none()).collect();
    kpis.sort_by_key(|kpi| (kpi.position, kpi.id));
    kpis.into_iter()
        .filter_map(|kpi| KpiTile::of(live, viewer, KpiId(kpi.id), OrgUnitId(unit), PERIODS))
        .filter(|tile| tile.points.iter().any(|point| point.value.is_some()))
        .take(TILES_MAX)
        .collect()
}

/// The KPIs that a person owns or feeds, for the whole organisation.
pub fn of_person(live: &LiveState, viewer: &Viewer, person: Uuid) -> Vec<KpiTile> {
    let Some(root) = live.directory.root().map(|unit| OrgUnitId(unit.id)) else {
        return Vec::new();
    };
    let is_of = |owner: Option<Uuid>| owner == Some(person);
    let mut kpis: Vec<_> = live
        .directory
        .kpis()
        .filter(|kpi| kpi.archived_at.is_none())
        .filter(|kpi| is_of(kpi.owner_person_id) || is_of(kpi.steward_person_id))
        .collect();
    kpis.sort_by_key(|kpi| (!is_of(kpi.owner_person_id), kpi.position, kpi.id));
    kpis.into_iter()
        .filter_map(|kpi| KpiTile::of(live, viewer, KpiId(kpi.id), root, PERIODS))
        .take(TILES_MAX)
        .collect()
}
