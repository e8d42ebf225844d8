//! The KPIs that a page shows: the wall of a unit, and those of a person. What needs attention
//! comes first: open alerts by their urgency, then what is worst against its target.

use std::cmp::Reverse;
use std::collections::HashMap;

use goals::id::{AlertId, KpiId, OrgUnitId};
use ops::Viewer;
use ops::limits::PAGE_SIZE_MAX;
use ops::live::LiveState;
use serde::Serialize;
use store::alert::Filter;
use store::word::{AlertKind, Status};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::ApiResult;
use crate::kpi_tile::KpiTile;
use crate::state::ApiState;

/// Periods that a tile shows: a year of months and the one that runs.
const PERIODS: u16 = 13;
/// Tiles on one wall at most; the list of KPIs has the rest.
const TILES_MAX: usize = 24;

/// The most urgent alert about a KPI of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct TileAlert {
    /// Identity.
    pub id: AlertId,
    /// What it warns of.
    pub kind: AlertKind,
    /// Whether somebody has taken notice.
    pub is_acknowledged: bool,
}

/// The alerts about a unit's KPIs that are not over, the most urgent of each.
#[derive(Debug, Default)]
pub struct Warnings {
    of: HashMap<Uuid, (i64, TileAlert)>,
}

impl Warnings {
    /// Reads those of a unit.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn read(
        state: &ApiState,
        organization_id: Uuid,
        unit: Option<Uuid>,
    ) -> ApiResult<Self> {
        let Some(unit) = unit else { return Ok(Self::default()) };
        let filter = Filter { org_unit_id: Some(unit), ..Filter::default() };
        let page = store::page::Page::first(PAGE_SIZE_MAX);
        let conn = state.app.database().read();
        let found = store::alert::list(conn, organization_id, &filter, &page).await?;
        let mut of = HashMap::new();
        for row in found.items {
            let alert = TileAlert {
                id: AlertId(row.id),
                kind: row.kind,
                is_acknowledged: row.acknowledged_at.is_some(),
            };
            of.entry(row.kpi_id).or_insert((row.urgency, alert));
        }
        Ok(Self { of })
    }

    fn mark(&self, tiles: &mut Vec<KpiTile>) {
        for tile in tiles.iter_mut() {
            tile.alert = self.of.get(&tile.id.0).map(|(_, alert)| *alert);
        }
        // Stable: what needs no attention stays in the order that somebody has given it.
        tiles.sort_by_key(|tile| {
            let urgency = self.of.get(&tile.id.0).map(|(urgency, _)| *urgency);
            (Reverse(urgency.filter(|urgency| *urgency > 0)), rank(tile.status))
        });
        tiles.truncate(TILES_MAX);
    }
}

fn rank(status: Option<Status>) -> u8 {
    match status {
        Some(Status::OffTrack) => 0,
        Some(Status::AtRisk) => 1,
        _ => 2,
    }
}

/// The KPIs of a unit that have values there, what needs attention first.
pub fn of_unit(live: &LiveState, viewer: &Viewer, unit: Uuid, warnings: &Warnings) -> Vec<KpiTile> {
    let mut kpis: Vec<_> = live.directory.kpis().filter(|kpi| kpi.archived_at.is_none()).collect();
    kpis.sort_by_key(|kpi| (kpi.position, kpi.id));
    let mut tiles: Vec<KpiTile> = kpis
        .into_iter()
        .filter_map(|kpi| KpiTile::of(live, viewer, KpiId(kpi.id), OrgUnitId(unit), PERIODS))
        .filter(|tile| tile.points.iter().any(|point| point.value.is_some()))
        .collect();
    warnings.mark(&mut tiles);
    tiles
}

/// The KPIs that a person owns or feeds, for the whole organisation; what needs attention first.
pub fn of_person(
    live: &LiveState,
    viewer: &Viewer,
    person: Uuid,
    warnings: &Warnings,
) -> Vec<KpiTile> {
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
    let mut tiles: Vec<KpiTile> = kpis
        .into_iter()
        .filter_map(|kpi| KpiTile::of(live, viewer, KpiId(kpi.id), root, PERIODS))
        .collect();
    warnings.mark(&mut tiles);
    tiles
}
