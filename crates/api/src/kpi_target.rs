//! `/kpi-targets`: what a KPI should reach for a unit or person over a span of days.

use axum::extract::State;
use axum::http::StatusCode;
use goals::id::{KpiId, KpiTargetId, OrgUnitId, PersonId};
use goals::kpi_target::Marks;
use ops::archive::Archive;
use ops::kpi_target::{Create, Edit};
use ops::live::Directory;
use ops::patch::Patch;
use ops::{Outcome, Viewer};
use serde::{Deserialize, Serialize};
use store::Order;
use store::entity::kpi_target::Model;
use store::word::TargetMethod;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::ApiResult;
use crate::extract::{Json, Path, Query, SignedIn};
use crate::kpi_link::{archived, store_page};
use crate::paging::Page;
use crate::state::ApiState;
use crate::time::{Day, Instant};
use crate::view::{Changed, PersonRef, UnitRef};

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list_kpi_targets, create_kpi_target))
        .routes(routes!(update_kpi_target))
        .routes(routes!(archive_kpi_target))
        .routes(routes!(restore_kpi_target))
}

/// What a KPI should reach for a unit or person over a span of days.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KpiTarget {
    /// Identity.
    pub id: KpiTargetId,
    /// Give it back when editing.
    pub version: i32,
    /// The KPI.
    pub kpi_id: KpiId,
    /// The unit it holds for; null is the root, unless it holds for a person.
    pub org_unit: Option<UnitRef>,
    /// The person it holds for.
    pub person: Option<PersonRef>,
    /// First day.
    pub starts_on: Day,
    /// First day after.
    pub ends_on: Day,
    /// 门槛值, the least that is acceptable.
    pub floor: Option<f64>,
    /// 目标值, what is aimed at.
    pub target: Option<f64>,
    /// 挑战值, the ambitious value.
    pub stretch: Option<f64>,
    /// Lower end of the corridor.
    pub range_low: Option<f64>,
    /// Upper end of the corridor.
    pub range_high: Option<f64>,
    /// The target that it is a part of: of the same subject when that one was spread over time, of
    /// the unit above when it was handed down.
    pub part_of: Option<KpiTargetId>,
    /// How that one was divided.
    pub method: Option<TargetMethod>,
    /// When it was archived.
    pub archived_at: Option<Instant>,
}

impl KpiTarget {
    /// Shows a row.
    pub fn of(model: &Model, directory: &Directory) -> Self {
        Self {
            id: KpiTargetId(model.id),
            version: model.version,
            kpi_id: KpiId(model.kpi_id),
            org_unit: UnitRef::find(directory, model.org_unit_id),
            person: PersonRef::find(directory, model.person_id),
            starts_on: Day(model.starts_on.0),
            ends_on: Day(model.ends_on.0),
            floor: model.floor,
            target: model.target,
            stretch: model.stretch,
            range_low: model.range_low,
            range_high: model.range_high,
            part_of: model.part_of.map(KpiTargetId),
            method: model.method,
            archived_at: model.archived_at.map(Instant::from_ms),
        }
    }

    /// Its numbers.
    pub fn marks(&self) -> Marks {
        let &Self { floor, target, stretch, range_low, range_high, .. } = self;
        Marks::of_numbers([floor, target, stretch, range_low, range_high])
    }
}

/// Which targets.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct KpiTargetQuery {
    /// How many items at most, 1 to 200; 50 when absent.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Only of this KPI, by identity or code.
    kpi: Option<String>,
    /// Only for this unit, by identity or code.
    unit: Option<String>,
    /// Only for this person, by identity, code or e-mail address.
    person: Option<String>,
    /// `true` lists archived ones too.
    #[serde(default)]
    archived: bool,
}

/// A new target. Give floor, target and stretch, or a range when the KPI is best inside one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewKpiTarget {
    kpi_id: KpiId,
    /// The unit; the whole organisation when absent, unless a person is named.
    org_unit_id: Option<OrgUnitId>,
    /// The person instead of a unit.
    person_id: Option<PersonId>,
    starts_on: Day,
    ends_on: Day,
    floor: Option<f64>,
    target: Option<f64>,
    stretch: Option<f64>,
    range_low: Option<f64>,
    range_high: Option<f64>,
}

/// An edit of a target. Absent fields stay, null clears. Once its days have begun it needs
/// `reason`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KpiTargetEdit {
    version: i32,
    starts_on: Option<Day>,
    ends_on: Option<Day>,
    #[serde(default)]
    #[schema(value_type = Option<f64>)]
    floor: Patch<f64>,
    #[serde(default)]
    #[schema(value_type = Option<f64>)]
    target: Patch<f64>,
    #[serde(default)]
    #[schema(value_type = Option<f64>)]
    stretch: Patch<f64>,
    #[serde(default)]
    #[schema(value_type = Option<f64>)]
    range_low: Patch<f64>,
    #[serde(default)]
    #[schema(value_type = Option<f64>)]
    range_high: Patch<f64>,
    reason: Option<String>,
}

/// The targets, by their first day.
#[utoipa::path(get, path = "/kpi-targets", tag = "kpis", params(KpiTargetQuery),
    responses((status = 200, body = Page<KpiTarget>)))]
async fn list_kpi_targets(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<KpiTargetQuery>,
) -> ApiResult<axum::Json<Page<KpiTarget>>> {
    let page = store_page(query.limit, query.cursor)?;
    let live = state.app.live(viewer.organization_id).await?;
    let filter = {
        let state = live.read();
        let directory = &state.directory;
        // Targets of the root are kept without a unit.
        let root = directory.root().map(|root| root.id);
        let kpi = query.kpi.as_deref().map(|kpi| ops::kpi::named(directory, kpi)).transpose()?;
        let unit = query.unit.as_deref().map(|unit| ops::subject::unit(directory, unit));
        let person = query.person.as_deref();
        let person = person.map(|person| ops::subject::person(directory, person)).transpose()?;
        store::kpi_target::Filter {
            person_id: person.map(|id| id.0),
            kpi_id: kpi.map(|kpi| kpi.id),
            org_unit_id: unit.transpose()?.map(|id| Some(id.0).filter(|id| Some(*id) != root)),
            overlaps: None,
            archived: archived(query.archived),
        }
    };
    let conn = state.app.database().read();
    let org = viewer.organization_id;
    let found = store::kpi_target::list(conn, org, &filter, Order::Ascending, &page).await?;
    let live = live.read();
    let items = found.items.iter().map(|row| KpiTarget::of(row, &live.directory)).collect();
    Ok(axum::Json(Page { items, next_cursor: found.next.map(|next| next.to_string()) }))
}

/// Sets a target.
#[utoipa::path(post, path = "/kpi-targets", tag = "kpis", request_body = NewKpiTarget,
    responses((status = 201, body = Changed<KpiTarget>)))]
async fn create_kpi_target(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Json(new): Json<NewKpiTarget>,
) -> ApiResult<(StatusCode, axum::Json<Changed<KpiTarget>>)> {
    let input = Create {
        kpi: new.kpi_id,
        org_unit: new.org_unit_id,
        person: new.person_id,
        starts_on: new.starts_on.0,
        ends_on: new.ends_on.0,
        floor: new.floor,
        target: new.target,
        stretch: new.stretch,
        range_low: new.range_low,
        range_high: new.range_high,
    };
    let outcome = ops::kpi_target::create(&state.app, &viewer, input).await?;
    Ok((StatusCode::CREATED, changed(&state, &viewer, outcome).await?))
}

/// Edits a target.
#[utoipa::path(patch, path = "/kpi-targets/{id}", tag = "kpis", params(("id" = KpiTargetId, Path)),
    request_body = KpiTargetEdit, responses((status = 200, body = Changed<KpiTarget>)))]
async fn update_kpi_target(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KpiTargetId>,
    Json(edit): Json<KpiTargetEdit>,
) -> ApiResult<axum::Json<Changed<KpiTarget>>> {
    let edit = Edit {
        version: edit.version,
        starts_on: edit.starts_on.map(|day| day.0),
        ends_on: edit.ends_on.map(|day| day.0),
        floor: edit.floor,
        target: edit.target,
        stretch: edit.stretch,
        range_low: edit.range_low,
        range_high: edit.range_high,
        reason: edit.reason,
    };
    let outcome = ops::kpi_target::update(&state.app, &viewer, id, edit).await?;
    changed(&state, &viewer, outcome).await
}

/// Takes a target out of force.
#[utoipa::path(post, path = "/kpi-targets/{id}/archive", tag = "kpis",
    params(("id" = KpiTargetId, Path)), responses((status = 200, body = Changed<KpiTarget>)))]
async fn archive_kpi_target(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KpiTargetId>,
) -> ApiResult<axum::Json<Changed<KpiTarget>>> {
    let outcome = ops::kpi_target::set_archived(&state.app, &viewer, id, Archive::Away).await?;
    changed(&state, &viewer, outcome).await
}

/// Puts an archived target back in force.
#[utoipa::path(post, path = "/kpi-targets/{id}/restore", tag = "kpis",
    params(("id" = KpiTargetId, Path)), responses((status = 200, body = Changed<KpiTarget>)))]
async fn restore_kpi_target(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KpiTargetId>,
) -> ApiResult<axum::Json<Changed<KpiTarget>>> {
    let outcome = ops::kpi_target::set_archived(&state.app, &viewer, id, Archive::Back).await?;
    changed(&state, &viewer, outcome).await
}

async fn changed(
    state: &ApiState,
    viewer: &Viewer,
    outcome: Outcome<Model>,
) -> ApiResult<axum::Json<Changed<KpiTarget>>> {
    let live = state.app.live(viewer.organization_id).await?;
    let item = KpiTarget::of(&outcome.value, &live.read().directory);
    Ok(axum::Json(Changed::of(outcome, viewer, &live, |_| item)))
}
