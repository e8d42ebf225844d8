//! `/kpi-drivers`: which KPI drives which, and what the past says of it.

use axum::extract::State;
use axum::http::StatusCode;
use goals::id::{KpiDriverId, KpiId, OrgUnitId};
use ops::kpi_driver::{self, Create, Edit, Found};
use ops::live::LiveState;
use ops::patch::Patch;
use ops::{OpsError, Viewer};
use serde::{Deserialize, Serialize};
use store::entity::kpi_driver::Model;
use store::word::{DriverVerdict, Grain, Influence};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::as_of::{AsOf, look};
use crate::error::ApiResult;
use crate::extract::{Json, Path, Query, SignedIn};
use crate::kpi_link::KpiRef;
use crate::page::unit::find_unit;
use crate::paging::Page;
use crate::state::ApiState;
use crate::time::Day;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list_kpi_drivers, create_kpi_driver))
        .routes(routes!(update_kpi_driver, archive_kpi_driver))
}

/// One KPI's influence on another, as people believe, and what the past says of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KpiDriver {
    /// Identity.
    pub id: KpiDriverId,
    /// Give it back when editing.
    pub version: i32,
    /// What moves first.
    pub driver: KpiRef,
    /// What follows.
    pub driven: KpiRef,
    /// Which way.
    pub influence: Influence,
    /// Why it is believed.
    pub note: Option<String>,
    /// What the past of the unit says.
    pub evidence: Option<DriverEvidence>,
    /// Whether the viewer may edit or end it.
    pub may_edit: bool,
}

/// How two KPIs moved beside each other: the correlation of their changes from period to period.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct DriverEvidence {
    /// Pearson's r, −1 to 1; null with fewer than 8 changes, or while one of them stands still.
    pub correlation: Option<f64>,
    /// How many changes are known of both.
    pub change_count: usize,
    /// The length of the periods.
    pub grain: Grain,
    /// The first day of the first period that was looked at; null without any change.
    pub start: Option<Day>,
    /// The first day after the last one.
    pub end: Option<Day>,
    /// What that says of the influence that is believed.
    pub verdict: DriverVerdict,
}

impl DriverEvidence {
    fn of(found: &Found) -> Self {
        let evidence = &found.evidence;
        Self {
            correlation: evidence.correlation,
            change_count: evidence.change_count,
            grain: found.grain.into(),
            start: evidence.span.map(|span| Day(span.start)),
            end: evidence.span.map(|span| Day(span.end)),
            verdict: evidence.verdict.into(),
        }
    }
}

impl KpiDriver {
    /// Shows a driver with the evidence of a unit's past; `None` when a KPI is not there.
    pub fn of(
        model: &Model,
        unit: Option<OrgUnitId>,
        live: &LiveState,
        viewer: &Viewer,
    ) -> Option<Self> {
        let driver = live.directory.kpi(model.driver_kpi_id)?;
        let driven = live.directory.kpi(model.driven_kpi_id)?;
        let found = unit.and_then(|unit| kpi_driver::look_back(live, model, unit));
        Some(Self {
            id: KpiDriverId(model.id),
            version: model.version,
            driver: KpiRef::of(driver, viewer.locale),
            driven: KpiRef::of(driven, viewer.locale),
            influence: model.influence,
            note: model.note.clone(),
            evidence: found.as_ref().map(DriverEvidence::of),
            may_edit: kpi_driver::may_relate(viewer, driven),
        })
    }
}

/// The unit that is asked for, by its identity or its code; the root when none is.
///
/// # Errors
/// `not_found` for one that is not there.
pub(crate) fn unit_asked(live: &LiveState, named: Option<&str>) -> ApiResult<Option<OrgUnitId>> {
    match named {
        Some(named) => find_unit(live, named).map(|id| Some(OrgUnitId(id))),
        None => Ok(live.directory.root().map(|root| OrgUnitId(root.id))),
    }
}

/// Whose drivers.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct KpiDriverQuery {
    /// The KPI that drives or is driven, by its identity or its code.
    kpi: String,
    /// Whose past is looked at, by its identity or its code; the whole organisation's when absent.
    unit: Option<String>,
    /// What was known when this day ended, in the organisation's time zone, or just before this
    /// instant (RFC 3339); what is known now when absent.
    #[param(value_type = Option<String>)]
    as_of: Option<AsOf>,
}

/// That one KPI drives another.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewKpiDriver {
    driver_kpi_id: KpiId,
    driven_kpi_id: KpiId,
    influence: Influence,
    note: Option<String>,
}

/// An edit of a driver.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KpiDriverEdit {
    version: i32,
    influence: Option<Influence>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    note: Patch<String>,
}

/// What drives a KPI and what it drives; few, so all on one page.
#[utoipa::path(get, path = "/kpi-drivers", tag = "kpis", params(KpiDriverQuery),
    responses((status = 200, body = Page<KpiDriver>)))]
async fn list_kpi_drivers(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<KpiDriverQuery>,
) -> ApiResult<axum::Json<Page<KpiDriver>>> {
    let (viewer, seen) = look(&state, &viewer, query.as_of).await?;
    let live = seen.read();
    let kpi = KpiId(ops::kpi::named(&live.directory, &query.kpi)?.id);
    let unit = unit_asked(&live, query.unit.as_deref())?;
    let drivers = kpi_driver::around(&live, kpi);
    let items = drivers.filter_map(|row| KpiDriver::of(row, unit, &live, &viewer)).collect();
    Ok(axum::Json(Page { items, next_cursor: None }))
}

/// Says that one KPI drives another; for those who may edit the driven one.
#[utoipa::path(post, path = "/kpi-drivers", tag = "kpis", request_body = NewKpiDriver,
    responses((status = 201, body = KpiDriver)))]
async fn create_kpi_driver(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Json(new): Json<NewKpiDriver>,
) -> ApiResult<(StatusCode, axum::Json<KpiDriver>)> {
    let input = Create {
        driver: new.driver_kpi_id,
        driven: new.driven_kpi_id,
        influence: new.influence,
        note: new.note,
    };
    let outcome = kpi_driver::create(&state.app, &viewer, input).await?;
    Ok((StatusCode::CREATED, shown(&state, &viewer, &outcome.value).await?))
}

/// Changes which way a driver moves what it drives, or why that is believed.
#[utoipa::path(patch, path = "/kpi-drivers/{id}", tag = "kpis",
    params(("id" = KpiDriverId, Path)), request_body = KpiDriverEdit,
    responses((status = 200, body = KpiDriver)))]
async fn update_kpi_driver(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KpiDriverId>,
    Json(edit): Json<KpiDriverEdit>,
) -> ApiResult<axum::Json<KpiDriver>> {
    let edit = Edit { version: edit.version, influence: edit.influence, note: edit.note };
    let outcome = kpi_driver::update(&state.app, &viewer, id, edit).await?;
    shown(&state, &viewer, &outcome.value).await
}

/// Ends a driver. The log keeps it; ending it again changes nothing.
#[utoipa::path(delete, path = "/kpi-drivers/{id}", tag = "kpis",
    params(("id" = KpiDriverId, Path)), responses((status = 204)))]
async fn archive_kpi_driver(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KpiDriverId>,
) -> ApiResult<StatusCode> {
    kpi_driver::archive(&state.app, &viewer, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn shown(
    state: &ApiState,
    viewer: &Viewer,
    model: &Model,
) -> ApiResult<axum::Json<KpiDriver>> {
    let live = state.app.live(viewer.organization_id).await?;
    let live = live.read();
    let unit = unit_asked(&live, None)?;
    let missing = || OpsError::not_found("kpi_driver", KpiDriverId(model.id));
    Ok(axum::Json(KpiDriver::of(model, unit, &live, viewer).ok_or_else(missing)?))
}
