//! `/kpi-tree`: every KPI in use with what it is computed from and what drives it, as nodes and
//! edges.

use std::collections::HashSet;

use axum::extract::State;
use goals::id::{KpiId, OrgUnitId};
use ops::limits::{KPI_TREE_NODES_MAX, SERIES_PERIODS_DEFAULT};
use ops::live::LiveState;
use ops::{Viewer, kpi_driver, kpi_perspective};
use serde::{Deserialize, Serialize};
use store::entity::kpi::Model;
use store::kpi_version::is_computed_now;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::as_of::{AsOf, look};
use crate::error::ApiResult;
use crate::extract::{Query, SignedIn};
use crate::kpi_driver::{KpiDriver, unit_asked};
use crate::kpi_tile::KpiTile;
use crate::state::ApiState;
use crate::view::{PersonRef, UnitRef};

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(find_kpi_tree))
}

/// Whose values, and of when.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct KpiTreeQuery {
    /// The unit, by its identity or its code; the whole organisation when absent.
    unit: Option<String>,
    /// What was known when this day ended, in the organisation's time zone, or just before this
    /// instant (RFC 3339); what is known now when absent.
    #[param(value_type = Option<String>)]
    as_of: Option<AsOf>,
}

/// The KPIs in use and how they hang together.
#[derive(Debug, Serialize, ToSchema)]
pub struct KpiTree {
    /// The unit whose values are shown.
    pub unit: Option<UnitRef>,
    /// The KPIs, as arranged.
    pub nodes: Vec<KpiTreeNode>,
    /// What each is computed from, then what drives what.
    pub edges: Vec<KpiTreeEdge>,
    /// Whether there are more KPIs than a tree can hold.
    pub is_cut: bool,
}

/// One KPI of the tree.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KpiTreeNode {
    /// The KPI at a glance.
    pub tile: KpiTile,
    /// Who answers for its value.
    pub owner: Option<PersonRef>,
    /// Which view of the business it belongs to: code of a perspective.
    pub perspective: String,
    /// The perspective's name in the language of the reader.
    pub perspective_name: String,
    /// Whether it tells early rather than late.
    pub leading: bool,
    /// Whether a formula computes it now.
    pub is_computed: bool,
    /// Whether the viewer may say what drives it.
    pub may_relate: bool,
}

/// What sort of tie there is between two KPIs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum KpiTreeEdgeKind {
    /// The formula of one names the other.
    Formula,
    /// One drives the other, as people believe.
    Driver,
}

/// One tie between two KPIs.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KpiTreeEdge {
    /// What sort of tie.
    pub kind: KpiTreeEdgeKind,
    /// The input, or the driver.
    pub from_kpi_id: KpiId,
    /// What is computed, or driven.
    pub to_kpi_id: KpiId,
    /// The driver, where it is one.
    pub driver: Option<KpiDriver>,
}

/// The tree of KPIs: what each is computed from and what drives it, with how it stands. Archived
/// KPIs are left out, and so is what ties them.
#[utoipa::path(get, path = "/kpi-tree", tag = "pages", params(KpiTreeQuery),
    responses((status = 200, body = KpiTree)))]
async fn find_kpi_tree(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<KpiTreeQuery>,
) -> ApiResult<axum::Json<KpiTree>> {
    let (viewer, seen) = look(&state, &viewer, query.as_of).await?;
    let live = seen.read();
    let unit = unit_asked(&live, query.unit.as_deref())?;
    let mut kpis: Vec<&Model> =
        live.directory.kpis().filter(|kpi| kpi.archived_at.is_none()).collect();
    kpis.sort_by_key(|kpi| (kpi.position, kpi.id));
    let is_cut = kpis.len() > KPI_TREE_NODES_MAX;
    kpis.truncate(KPI_TREE_NODES_MAX);
    let shown: HashSet<Uuid> = kpis.iter().map(|kpi| kpi.id).collect();
    let mut edges = formula_edges(&kpis, &shown);
    edges.extend(driver_edges(&live, &viewer, unit, &shown));
    let node = |kpi: &&Model| KpiTreeNode::of(&live, &viewer, kpi, unit?);
    Ok(axum::Json(KpiTree {
        unit: UnitRef::find(&live.directory, unit.map(|unit| unit.0)),
        nodes: kpis.iter().filter_map(node).collect(),
        edges,
        is_cut,
    }))
}

fn formula_edges(kpis: &[&Model], shown: &HashSet<Uuid>) -> Vec<KpiTreeEdge> {
    let mut edges = Vec::new();
    for kpi in kpis {
        let inputs = kpi_driver::inputs_of(kpi).into_iter();
        edges.extend(inputs.filter(|input| shown.contains(input)).map(|input| KpiTreeEdge {
            kind: KpiTreeEdgeKind::Formula,
            from_kpi_id: KpiId(input),
            to_kpi_id: KpiId(kpi.id),
            driver: None,
        }));
    }
    edges
}

fn driver_edges(
    live: &LiveState,
    viewer: &Viewer,
    unit: Option<OrgUnitId>,
    shown: &HashSet<Uuid>,
) -> Vec<KpiTreeEdge> {
    let is_shown = |id: &Uuid| shown.contains(id);
    let drivers = live.directory.drivers_shown();
    drivers
        .filter(|own| is_shown(&own.driver_kpi_id) && is_shown(&own.driven_kpi_id))
        .map(|own| KpiTreeEdge {
            kind: KpiTreeEdgeKind::Driver,
            from_kpi_id: KpiId(own.driver_kpi_id),
            to_kpi_id: KpiId(own.driven_kpi_id),
            driver: KpiDriver::of(own, unit, live, viewer),
        })
        .collect()
}

impl KpiTreeNode {
    fn of(live: &LiveState, viewer: &Viewer, kpi: &Model, unit: OrgUnitId) -> Option<Self> {
        let perspective = kpi_perspective::name(&live.directory, &kpi.perspective, viewer.locale);
        Some(Self {
            tile: KpiTile::of(live, viewer, KpiId(kpi.id), unit, SERIES_PERIODS_DEFAULT)?,
            owner: PersonRef::find(&live.directory, kpi.owner_person_id),
            perspective: kpi.perspective.clone(),
            perspective_name: perspective.to_owned(),
            leading: kpi.leading,
            is_computed: is_computed_now(&kpi.versions.0),
            may_relate: kpi_driver::may_relate(viewer, kpi),
        })
    }
}
