//! `/kpi-links`: which KPI measures, drives or guards a key result.

use axum::extract::State;
use axum::http::StatusCode;
use goals::id::{KeyResultId, KpiId, KpiLinkId, ObjectiveId, OrgUnitId, PersonId};
use ops::archive::Archive;
use ops::kpi_link::{Create, Edit};
use ops::live::LiveState;
use ops::patch::Patch;
use ops::{OpsError, Outcome, Viewer};
use serde::{Deserialize, Serialize};
use store::entity::kpi_link::Model;
use store::word::{Direction, KpiRole, LinkWindowKind, NumberFormat, UserLocale};
use store::{Archived, Cursor};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::{ApiError, ApiResult};
use crate::extract::{Json, Path, Query, SignedIn};
use crate::objective::one;
use crate::paging::{Page, PageQuery};
use crate::state::ApiState;
use crate::time::Instant;
use crate::view::{Changed, PersonRef, UnitRef};

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list_kpi_links, create_kpi_link))
        .routes(routes!(update_kpi_link))
        .routes(routes!(archive_kpi_link))
        .routes(routes!(restore_kpi_link))
}

/// The tie between a key result and a KPI.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KpiLink {
    /// Identity.
    pub id: KpiLinkId,
    /// Give it back when editing.
    pub version: i32,
    /// The key result.
    pub key_result_id: KeyResultId,
    /// Its words.
    pub key_result_title: String,
    /// The objective that the key result belongs to.
    pub objective_id: ObjectiveId,
    /// The KPI.
    pub kpi: KpiRef,
    /// What the KPI is to the key result.
    pub role: KpiRole,
    /// The unit whose value is read, with everything below it; null is the root, unless a person's
    /// is read.
    pub org_unit: Option<UnitRef>,
    /// The person whose value is read.
    pub person: Option<PersonRef>,
    /// Which periods are read.
    pub window: LinkWindowKind,
    /// n of a rolling window.
    pub window_periods: Option<i32>,
    /// A guard's own limit.
    pub limit_value: Option<f64>,
    /// How much it matters among the others.
    pub weight: f64,
    /// The KPI's value in the window; null when nothing is known.
    pub value: Option<f64>,
    /// Of a guard: the limit that holds, its own or the floor of the KPI's target.
    pub limit_in_force: Option<f64>,
    /// Of a guard with a value and a limit: whether it is crossed.
    pub is_breached: Option<bool>,
    /// When it was ended.
    pub archived_at: Option<Instant>,
}

/// A KPI, by code and name, with how its numbers are shown.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KpiRef {
    /// Identity.
    pub id: KpiId,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// The label behind its numbers.
    pub unit: String,
    /// How its numbers are shown.
    pub format: NumberFormat,
    /// Digits after the point.
    pub decimals: i32,
    /// Which way is better.
    pub direction: Direction,
}

impl KpiRef {
    /// Shows a KPI by the name that its reader knows it by.
    pub fn of(model: &store::entity::kpi::Model, locale: UserLocale) -> Self {
        Self {
            id: KpiId(model.id),
            code: model.code.clone(),
            name: ops::names::of_kpi(model, locale).to_owned(),
            unit: model.unit.clone(),
            format: model.format,
            decimals: model.decimals,
            direction: model.direction,
        }
    }
}

impl KpiLink {
    /// Shows a link; `None` when the viewer may not see its key result.
    pub fn of(model: Model, live: &LiveState, viewer: &Viewer) -> Option<Self> {
        let goal = live.directory.key_result(model.key_result_id)?;
        viewer.sees_objective(&live.directory, goal.objective_id).then_some(())?;
        let id = KpiLinkId(model.id);
        let score = live.graph.link_value(id);
        Some(Self {
            id,
            version: model.version,
            key_result_id: KeyResultId(model.key_result_id),
            key_result_title: goal.title.to_string(),
            objective_id: ObjectiveId(goal.objective_id),
            kpi: KpiRef::of(live.directory.kpi(model.kpi_id)?, viewer.locale),
            role: model.role,
            org_unit: UnitRef::find(&live.directory, model.org_unit_id),
            person: PersonRef::find(&live.directory, model.person_id),
            window: model.window,
            window_periods: model.window_periods,
            limit_value: model.limit_value,
            weight: model.weight,
            value: score.and_then(|score| score.value),
            limit_in_force: score.and_then(|score| score.limit),
            is_breached: score.and_then(|score| score.is_breached),
            archived_at: model.archived_at.map(Instant::from_ms),
        })
    }
}

/// Which links.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct KpiLinkQuery {
    /// How many items at most, 1 to 200; 50 when absent.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Only of this key result.
    #[param(value_type = Option<String>)]
    key_result: Option<KeyResultId>,
    /// Only of this KPI.
    #[param(value_type = Option<String>)]
    kpi: Option<KpiId>,
    /// Only in this role.
    role: Option<KpiRole>,
    /// `true` lists ended ones too.
    #[serde(default)]
    archived: bool,
}

/// A new link.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewKpiLink {
    key_result_id: KeyResultId,
    kpi_id: KpiId,
    role: KpiRole,
    org_unit_id: Option<OrgUnitId>,
    /// The person whose value is read, instead of a unit.
    person_id: Option<PersonId>,
    #[serde(default = "latest_complete")]
    window: LinkWindowKind,
    window_periods: Option<i32>,
    limit_value: Option<f64>,
    #[serde(default = "one")]
    weight: f64,
}

fn latest_complete() -> LinkWindowKind {
    LinkWindowKind::LatestComplete
}

/// An edit of a link. Absent fields stay, null clears; another key result or KPI is another link.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KpiLinkEdit {
    version: i32,
    role: Option<KpiRole>,
    #[serde(default)]
    #[schema(value_type = Option<OrgUnitId>)]
    org_unit_id: Patch<OrgUnitId>,
    #[serde(default)]
    #[schema(value_type = Option<PersonId>)]
    person_id: Patch<PersonId>,
    window: Option<LinkWindowKind>,
    #[serde(default)]
    #[schema(value_type = Option<i32>)]
    window_periods: Patch<i32>,
    #[serde(default)]
    #[schema(value_type = Option<f64>)]
    limit_value: Patch<f64>,
    weight: Option<f64>,
}

/// The links of a key result or of a KPI, the oldest first.
///
/// A page may hold fewer items than asked for: links of goals that you may not see are left out.
#[utoipa::path(get, path = "/kpi-links", tag = "kpis", params(KpiLinkQuery),
    responses((status = 200, body = Page<KpiLink>)))]
async fn list_kpi_links(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<KpiLinkQuery>,
) -> ApiResult<axum::Json<Page<KpiLink>>> {
    let page = store_page(query.limit, query.cursor)?;
    let filter = store::kpi_link::Filter {
        key_result_id: query.key_result.map(|id| id.0),
        kpi_id: query.kpi.map(|id| id.0),
        role: query.role,
        archived: archived(query.archived),
    };
    let conn = state.app.database().read();
    let found = store::kpi_link::list(conn, viewer.organization_id, &filter, &page).await?;
    let live = state.app.live(viewer.organization_id).await?;
    let live = live.read();
    let items = found.items.into_iter().filter_map(|row| KpiLink::of(row, &live, &viewer));
    Ok(axum::Json(Page {
        items: items.collect(),
        next_cursor: found.next.map(|next| next.to_string()),
    }))
}

/// The page that the store is asked for.
pub(crate) fn store_page(
    limit: Option<u64>,
    cursor: Option<String>,
) -> Result<store::Page, ApiError> {
    let after = match &cursor {
        None => None,
        Some(text) => Some(text.parse::<Cursor>().map_err(|_| {
            let message = "give back `next_cursor` as it was, or leave it out";
            ApiError::query("cursor", "bad_cursor", message)
        })?),
    };
    Ok(store::Page { after, limit: PageQuery { limit, cursor }.limit()? })
}

/// Whether the store lists archived rows too.
pub(crate) fn archived(with_archived: bool) -> Archived {
    if with_archived { Archived::With } else { Archived::Without }
}

/// Links a KPI to a key result; a *measures* link gives the key result its value from now on.
#[utoipa::path(post, path = "/kpi-links", tag = "kpis", request_body = NewKpiLink,
    responses((status = 201, body = Changed<KpiLink>)))]
async fn create_kpi_link(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Json(new): Json<NewKpiLink>,
) -> ApiResult<(StatusCode, axum::Json<Changed<KpiLink>>)> {
    let input = Create {
        key_result: new.key_result_id,
        kpi: new.kpi_id,
        role: new.role,
        org_unit: new.org_unit_id,
        person: new.person_id,
        window: new.window,
        window_periods: new.window_periods,
        limit_value: new.limit_value,
        weight: new.weight,
    };
    let outcome = ops::kpi_link::create(&state.app, &viewer, input).await?;
    Ok((StatusCode::CREATED, changed(&state, &viewer, outcome).await?))
}

/// Edits a link.
#[utoipa::path(patch, path = "/kpi-links/{id}", tag = "kpis", params(("id" = KpiLinkId, Path)),
    request_body = KpiLinkEdit, responses((status = 200, body = Changed<KpiLink>)))]
async fn update_kpi_link(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KpiLinkId>,
    Json(edit): Json<KpiLinkEdit>,
) -> ApiResult<axum::Json<Changed<KpiLink>>> {
    let edit = Edit {
        version: edit.version,
        role: edit.role,
        org_unit: edit.org_unit_id,
        person: edit.person_id,
        window: edit.window,
        window_periods: edit.window_periods,
        limit_value: edit.limit_value,
        weight: edit.weight,
    };
    let outcome = ops::kpi_link::update(&state.app, &viewer, id, edit).await?;
    changed(&state, &viewer, outcome).await
}

/// Ends a link; the key result takes its last checked-in value again.
#[utoipa::path(post, path = "/kpi-links/{id}/archive", tag = "kpis",
    params(("id" = KpiLinkId, Path)), responses((status = 200, body = Changed<KpiLink>)))]
async fn archive_kpi_link(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KpiLinkId>,
) -> ApiResult<axum::Json<Changed<KpiLink>>> {
    let outcome = ops::kpi_link::set_archived(&state.app, &viewer, id, Archive::Away).await?;
    changed(&state, &viewer, outcome).await
}

/// Takes an ended link back.
#[utoipa::path(post, path = "/kpi-links/{id}/restore", tag = "kpis",
    params(("id" = KpiLinkId, Path)), responses((status = 200, body = Changed<KpiLink>)))]
async fn restore_kpi_link(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KpiLinkId>,
) -> ApiResult<axum::Json<Changed<KpiLink>>> {
    let outcome = ops::kpi_link::set_archived(&state.app, &viewer, id, Archive::Back).await?;
    changed(&state, &viewer, outcome).await
}

async fn changed(
    state: &ApiState,
    viewer: &Viewer,
    outcome: Outcome<Model>,
) -> ApiResult<axum::Json<Changed<KpiLink>>> {
    let live = state.app.live(viewer.organization_id).await?;
    let id = KpiLinkId(outcome.value.id);
    let item = KpiLink::of(outcome.value.clone(), &live.read(), viewer)
        .ok_or_else(|| OpsError::not_found("kpi_link", id))?;
    Ok(axum::Json(Changed::of(outcome, viewer, &live, |_| item)))
}
